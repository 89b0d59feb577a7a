import { expect, test } from 'vitest'
import { type Exploration, explore, type Finding, outcomeText } from '../../tools/explore/index.ts'
import { type ProfileName, profiles } from '../../tools/model/index.ts'
import { $, EXCLUSIVE, file, holder, LAYOUT, P, SETLEASE, scene, two, UNLCK } from './scenes.ts'

/** List the failed invariants, with the rows that declare them, or `?`. */
function found({ findings }: Exploration): string[] {
  return findings.map(({ invariant, row }) => `${invariant} ${row ?? '?'}`)
}

function finding(result: Exploration, name: string): Finding {
  const [first] = result.findings.filter(({ invariant, row }) => `${invariant} ${row}` === name)
  if (first === undefined) throw new Error(`no ${name} in ${found(result)}`)
  return first
}

const unmapped = (lease: number) =>
  scene(
    { fs: 'ext4-dax', ...file },
    ...holder(lease),
    ['p=A ibv_reg_mr', $('m'), 0, 4 * P, 1],
    ['A munmap', $('m')],
    ['b=B open', 'f', 2],
    ['B ftruncate', $('b'), 0],
  )

test.each([
  ['rfc-v1', LAYOUT],
  ['rfc-v2', EXCLUSIVE],
  ['rfc-v2+intent', EXCLUSIVE],
] as const)('explore finds the truncate under a live pin after munmap in %s', (profile, lease) => {
  const result = explore(profile, unmapped(lease))
  const { message, schedule } = finding(result, 'pinned-page-kept C27')
  expect(message).toBe('B in `ftruncate` takes a page from `f` that A pins')
  expect(schedule).toEqual({
    steps: [1, 2, 3, 4, 5, 6, 7].map((call) => ({ call, async: false })),
    replayable: true,
  })
})

test.each(['linux-6.12', 'linux-6.18'] as const)(
  'explore finds no page lost in %s, where long-term pins are refused',
  (profile) => {
    expect(found(explore(profile, unmapped(LAYOUT)))).toEqual([])
  },
)

test('a short-term pin loses its page after munmap in 6.12, but not in 6.18', () => {
  const short = scene(
    { fs: 'ext4-dax', ...file },
    ['a=A open', 'f', 2],
    ['m=A mmap', $('a'), 0, 16 * P, 3, 1],
    ['p=A vmsplice', $('m'), 0, P],
    ['A munmap', $('m')],
    ['b=B open', 'f', 2],
    ['B ftruncate', $('b'), 0],
    ['A drain', $('p')],
  )
  expect(found(explore('linux-6.12', short))).toEqual(['pinned-page-kept C27'])
  expect(found(explore('linux-6.18', short))).toEqual([])
})

const own = scene(
  { fs: 'ext4-dax', ...file },
  ['a=A open', 'f', 2],
  ['m=A mmap', $('a'), 0, 16 * P, 3, 1],
  ['p=A vmsplice', $('m'), 0, 4 * P],
  ['A ftruncate', $('a'), 0],
  ['A drain', $('p')],
)

test.each([
  ['rfc-v2', 'C9'],
  ['linux-6.12', 'G1'],
  ['linux-6.18', 'G1'],
] as const)(
  'explore finds the self-deadlock of who truncates what it pins in %s',
  (profile, row) => {
    const result = explore(profile, own, { together: true })
    const { message, schedule } = finding(result, `sleeper-wakable ${row}`)
    expect(message).toBe('A sleeps in `ftruncate` of `f` forever: nothing else can wake it')
    expect(schedule.steps.at(-1)).toEqual({ call: 4, async: true })
    expect(result.ends?.map((calls) => calls.map(outcomeText))).toEqual([
      ['3', 'ok', 'ok', 'blocks', 'not made'],
    ])
  },
)

test('a holder in rfc-v1 waits for the end of its own break', () => {
  const result = explore(
    'rfc-v1',
    scene({ fs: 'ext4-dax', ...file }, ...holder(LAYOUT), ['A ftruncate', $('a'), 0]),
  )
  const { message } = finding(result, 'sleeper-wakable C12')
  expect(message).toBe('A sleeps in `ftruncate` of `f` until 45 s: nothing else can wake it')
  expect(result.calls.at(-1)?.outcomes.map(({ outcome }) => outcomeText(outcome))).toEqual([
    'after 45 s: 0',
  ])
})

test('a holder with a handler that releases does not wait for its own break', () => {
  const result = explore(
    'rfc-v1',
    scene(
      { fs: 'ext4-dax', ...file },
      ...holder(LAYOUT),
      ['A sigaction', 29, [{ call: 'fcntl', args: [$('a'), SETLEASE, UNLCK] }]],
      ['A ftruncate', $('a'), 0],
    ),
  )
  expect(found(result)).toEqual([])
})

const retaken = scene(
  { fs: 'ext4-dax', ...file },
  ...holder(LAYOUT),
  ['b=B open', 'f', 2],
  ['&B ftruncate', $('b'), 0],
  ['A fcntl', $('a'), SETLEASE, UNLCK],
  ['A fcntl', $('a'), SETLEASE, LAYOUT],
)

test.each(['rfc-v1', 'rfc-v2'] as const)(
  'explore finds the retaken lease that strands a breaker in %s',
  (profile) => {
    const result = explore(profile, retaken)
    expect(result.setUp).toEqual([1, 2, 3, 4])
    const { schedule } = finding(result, 'no-lost-wake-up C31')
    // Only a kernel that wakes B late leaves A the time, so no replay can show it.
    expect(schedule).toEqual({
      steps: [
        ...[1, 2, 3, 4].map((call) => ({ call, async: false })),
        { call: 5, async: true },
        { call: 6, async: false },
        { call: 7, async: false },
        { process: 'B', run: 5 },
      ],
      replayable: false,
    })
  },
)

test('a handler that retakes the lease strands a breaker in every order', () => {
  const action = [UNLCK, LAYOUT].map((type) => ({
    call: 'fcntl',
    args: [$('a'), SETLEASE, type],
  }))
  const result = explore(
    'rfc-v1',
    scene(
      { fs: 'ext4-dax', ...file },
      ...holder(LAYOUT),
      ['A sigaction', 29, action],
      ['b=B open', 'f', 2],
      ['&B ftruncate', $('b'), 0],
    ),
  )
  expect(finding(result, 'no-lost-wake-up C31').schedule.replayable).toBe(true)
  expect(result.calls.at(-1)?.outcomes.map(({ outcome }) => outcomeText(outcome))).toContain(
    'blocks',
  )
})

test('explore finds the missing ETXTBSY of posted v2 on XFS, but not with the fix', () => {
  const cut = scene(
    { fs: 'xfs-dax', ...file },
    ...holder(EXCLUSIVE),
    ['b=B open', 'f', 2],
    ['B ftruncate', $('b'), 0],
  )
  const posted = explore('rfc-v2+posted', cut)
  expect(finding(posted, 'lease-honoured X2').message).toBe(
    'B in `ftruncate` shrinks `f` under an exclusive lease that was not broken',
  )
  expect(found(explore('rfc-v2', cut))).toEqual([])
})

test('explore finds the lost record of two files in one context', () => {
  const files = (dropped: string) =>
    scene(
      { fs: 'ext4-dax', ...two },
      ['a=A open', 'f', 2],
      ['b=A open', 'g', 2],
      ['m=A mmap', $('a'), 0, 4 * P, 3, 1],
      ['n=A mmap', $('b'), 0, 4 * P, 3, 1],
      ['A fcntl', $('a'), SETLEASE, EXCLUSIVE],
      ['A fcntl', $('b'), SETLEASE, EXCLUSIVE],
      ['r=A ibv_reg_mr', $('m'), 0, 4 * P, 1],
      ['s=A ibv_reg_mr', $('n'), 0, P, 1],
      ['A ibv_dereg_mr', $(dropped)],
    )
  expect(found(explore('rfc-v2', files('r')))).toEqual(['pin-recorded 2.4'])
  // The larger record outlives the smaller region.
  expect(found(explore('rfc-v2', files('s')))).toEqual([])
})

test.each(Object.keys(profiles) as ProfileName[])(
  'every violation in %s is declared',
  (profile) => {
    const scenes = [unmapped(LAYOUT), unmapped(EXCLUSIVE), own, retaken]
    const undeclared = scenes.flatMap((each) =>
      explore(profile, each).findings.filter(({ row }) => row === undefined),
    )
    expect(undeclared).toEqual([])
  },
)

test('explore finds the truncate that a direct write strands on 6.1 only', () => {
  const slow = scene(
    { fs: 'ext4-dax', ...file },
    ['a=A open', 'f', 2],
    ['m=A mmap', $('a'), 0, 16 * P, 3, 1],
    ['A store', $('m'), 0, 'x'],
    ['&A writeDirect', $('m'), 0, P, 2],
    ['b=B open', 'f', 2],
    ['&B ftruncate', $('b'), 0],
  )
  const stranded = finding(explore('linux-6.1', slow), 'no-lost-wake-up G1a')
  expect(stranded.message).toBe('B sleeps in `ftruncate` on an idle page of `f`')
  for (const profile of ['linux-6.12', 'linux-6.18', 'linux-7.2'] as const) {
    expect(found(explore(profile, slow))).toEqual([])
  }
})

test('the regions of a killed holder can go before or after the page test of v1', () => {
  const unprepared = scene(
    { fs: 'ext4-dax', ...file },
    ...holder(LAYOUT),
    ['p=A ibv_reg_mr', $('m'), 0, 4 * P, 1],
    ['A sigaction', 'SIGIO', 'default'],
    ['b=B open', 'f', 2],
    ['c=B mmap', $('b'), 0, P, 1, 1],
    ['B ftruncate', $('b'), 0],
  )
  const { calls } = explore('rfc-v1', unprepared)
  const outcomes = calls.at(-1)?.outcomes.map(({ outcome }) => outcomeText(outcome))
  expect(outcomes).toEqual(expect.arrayContaining(['blocks, then 0', 'blocks, then ETXTBSY']))
})
