import { expect, test } from 'vitest'
import { addState } from '../../tools/explore/canonical.ts'
import { createHasher } from '../../tools/explore/hasher.ts'
import {
  explore,
  exploreInTurns,
  outcomeText,
  type SearchProgress,
} from '../../tools/explore/index.ts'
import { createState, enabled, type State, step } from '../../tools/model/index.ts'
import {
  $,
  EXCLUSIVE,
  file,
  holder,
  LAYOUT,
  type Line,
  P,
  RDLCK,
  SETLEASE,
  scene,
  UNLCK,
} from './scenes.ts'

const busy = scene(
  { fs: 'xfs-dax', ...file },
  ...holder(LAYOUT),
  ['b=B open', 'f', 2],
  ['c=C open', 'f', 2],
  ['&B ftruncate', $('b'), 0],
  ['A nextSignal'],
  ['A fcntl', $('a'), SETLEASE, UNLCK],
  ['C fcntl', $('c'), SETLEASE, LAYOUT],
  ['&C ftruncate', $('c'), P],
  ['A load', $('m'), 0, 1],
)

test('the same scenario has the same counts on every run', () => {
  const first = explore('rfc-v1', busy, { together: true })
  expect(explore('rfc-v1', busy, { together: true })).toEqual(first)
  expect(first.extent).toBe('complete')
  expect(first.states).toBeGreaterThan(50)
  expect(first.bytesPerState).toBeLessThan(100)
})

test('a search bounded by states or depth is `bounded`', () => {
  const all = explore('rfc-v1', busy)
  expect(explore('rfc-v1', busy, { maxStates: 20 })).toMatchObject({
    extent: 'bounded',
    states: 20,
  })
  expect(explore('rfc-v1', busy, { maxStates: all.states })).toMatchObject({ extent: 'complete' })
  expect(explore('rfc-v1', busy, { maxDepth: 3 })).toMatchObject({ extent: 'bounded', depth: 3 })
  expect(explore('rfc-v1', busy, { maxDepth: all.depth + 1 })).toMatchObject({ extent: 'complete' })
})

test('a long search reports progress', () => {
  const seen: SearchProgress[] = []
  const lines = ['A', 'B', 'C'].flatMap((p) => [
    [`d${p}=${p} open`, 'f', 2] as const,
    ...[1, 2, 3, 4, 5, 6].map((n) => [`${p} pwrite`, $(`d${p}`), `${p}${n}`, 0] as const),
  ])
  const result = explore('linux-6.18', scene({ fs: 'ext4', ...file }, ...lines), {
    reduction: false,
    onProgress: (progress) => seen.push(progress),
  })
  expect(result.extent).toBe('complete')
  expect(seen.length).toBeGreaterThan(0)
  const states = seen.map((progress) => progress.states)
  expect(states).toEqual([...states].sort((a, b) => a - b))
})

test('an unknown first call is refused', () => {
  expect(() => explore('rfc-v1', busy, { from: 99 })).toThrow('Unexpected call `99`')
})

test('calls wait for the results that they use, and children for their fork', () => {
  const result = explore(
    'linux-6.18',
    scene(
      { fs: 'ext4', ...file },
      ['a=A open', 'f', 2],
      ['A fork', 'D'],
      ['D pwrite', $('a'), 'x', 0],
      ['B kill', { $pid: 'D' }, 9],
    ),
    { together: true },
  )
  // B kills before the fork, or D dies before or after its write.
  expect(result.ends?.map((calls) => calls.map(outcomeText))).toEqual([
    ['3', '1003', '1', '0'],
    ['3', '1003', '1', 'ESRCH'],
    ['3', '1003', 'not made', '0'],
  ])
})

function hash(state: State): string {
  const hasher = createHasher()
  addState(hasher.add, state)
  return hasher.end().join()
}

/** Make a state with something of everything. */
function rich(): State {
  let state = createState('rfc-v2', { fs: 'ext4-dax', files: [{ name: 'f', size: 4 * P }] })
  let id = 0
  const call = (process: string, name: string, ...args: unknown[]): void => {
    id += 1
    state = step(state, { kind: 'call', id, process, call: name, args }).state
  }
  for (const process of ['A', 'B', 'C']) state = step(state, { kind: 'spawn', process }).state
  call('A', 'open', 'f', 2)
  call('A', 'mmap', 3, 0, 4 * P, 3, 1)
  call('A', 'mmap', -1, 0, P, 3, 0x22)
  call('A', 'store', { map: 2 }, 0, 'private')
  call('A', 'fcntl', 3, SETLEASE, EXCLUSIVE)
  call('A', 'ibv_reg_mr', { map: 1 }, 0, P, 1)
  call('B', 'open', 'f', 2)
  call('B', 'fcntl', 3, SETLEASE, LAYOUT)
  call('A', 'fcntl', 3, SETLEASE, UNLCK)
  call('B', 'sigprocmask', 'block', 10)
  call('B', 'sigaction', 10, [{ call: 'fsync', args: [3] }])
  call('A', 'kill', 1002, 10)
  call('C', 'truncate', 'f', 0)
  expect(state.sleepers).toHaveLength(1)
  expect(state.records).toHaveLength(1)
  expect(enabled(state)).toEqual([])
  return state
}

/** Members that do not matter for the future, or that only name something else. */
const names =
  /^(?:profile|fs|now|ofds\.0|next\..*)$|\.(?:since|name|lease|map|ino|ofd|frame|id|pid|record|writes)$|^sleepers\.\d\.(?:id|vars)/

function leaves(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, each]) =>
    leaves(each, path === '' ? key : `${path}.${key}`),
  )
}

function changed(state: State, path: string): State {
  const copy = JSON.parse(JSON.stringify(state)) as State
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const owner = keys.reduce<object>((part, key) => Reflect.get(part, key), copy)
  const value: unknown = Reflect.get(owner, last)
  const other =
    typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${value}x`
  Reflect.set(owner, last, other)
  return copy
}

test('every member that matters changes the hash of a state', () => {
  const state = rich()
  const before = hash(state)
  expect(hash(JSON.parse(JSON.stringify(state)) as State)).toBe(before)
  const paths = leaves(state, '').filter((path) => !names.test(path))
  expect(paths.length).toBeGreaterThan(80)
  expect(paths.filter((path) => hash(changed(state, path)) === before)).toEqual([])
})

test('an order that does not matter does not change the hash', () => {
  const opened = (order: readonly string[]): State => {
    let state = createState('rfc-v1', { fs: 'ext4-dax', files: [{ name: 'f', size: 4 * P }] })
    for (const process of ['A', 'B']) state = step(state, { kind: 'spawn', process }).state
    for (const [id, process] of order.entries()) {
      const call = { kind: 'call', id, process } as const
      state = step(state, { ...call, call: 'open', args: ['f', 2] }).state
      state = step(state, { ...call, call: 'mmap', args: [3, 0, P, 3, 1] }).state
      state = step(state, { ...call, call: 'vmsplice', args: [{ map: id + 1 }, 0, P] }).state
    }
    return state
  }
  expect(hash(opened(['A', 'B']))).toBe(hash(opened(['B', 'A'])))
  expect(JSON.stringify(opened(['A', 'B']))).not.toBe(JSON.stringify(opened(['B', 'A'])))
})

test('a search in turns finds the same, and ends if a pause throws', async () => {
  const calls = ['A', 'B', 'C', 'D'].flatMap((p): Line[] => [
    [`d${p}=${p} open`, 'f', 2],
    [`${p} fcntl`, $(`d${p}`), SETLEASE, RDLCK],
    [`${p} fcntl`, $(`d${p}`), SETLEASE, UNLCK],
    [`${p} close`, $(`d${p}`)],
  ])
  const given = {
    profile: 'linux-6.18',
    scenario: scene({ fs: 'ext4', ...file }, ...calls),
  } as const
  let pauses = 0
  const turns = exploreInTurns(given, {}, async () => {
    pauses += 1
  })
  expect(await turns).toEqual(explore(given.profile, given.scenario))
  expect(pauses).toBeGreaterThan(0)
  const ended = exploreInTurns(given, {}, () => Promise.reject(new Error('enough')))
  await expect(ended).rejects.toThrow('enough')
})
