import { expect, test } from 'vitest'
import { type Driver, openTarget, readTrace, replay } from '../../tools/driver/index.ts'
import {
  type CheckTraceOptions,
  checkTrace,
  type OutputLine,
  type Scenario,
  type TraceCheck,
} from '../../tools/explore/index.ts'
import type { ProfileName } from '../../tools/model/index.ts'
import { hostDriver } from '../driver/host-driver.ts'
import { type Mutant, mutantsOf } from './mutants.ts'
import { layoutTraces, leaseTraces, type NamedTrace } from './traces.ts'

interface Recorded {
  readonly scenario: Scenario
  readonly output: readonly OutputLine[]
  readonly processes: readonly string[]
}

async function record({ lines }: NamedTrace, driver: Driver): Promise<Recorded> {
  const trace = readTrace(lines.map((line) => JSON.stringify(line)).join('\n'))
  const output: OutputLine[] = []
  for await (const line of replay(trace, driver)) {
    output.push(JSON.parse(JSON.stringify(line)) as OutputLine)
  }
  const processes = [...new Set(trace.calls.flatMap(({ process }) => process ?? []))]
  return { scenario: trace, output, processes }
}

/** Find the mutants that a checker accepts, and count all. */
function survivors(
  profile: ProfileName,
  { scenario, output, processes }: Recorded,
  options?: CheckTraceOptions,
): { total: number; alive: Mutant[] } {
  const forks = scenario.calls.filter(({ call }) => call === 'fork').map(({ id }) => id)
  const arbitrary = options?.numbers === 'renamed' ? forks : []
  const mutants = mutantsOf(output, processes, arbitrary)
  const alive = mutants.filter(
    (mutant) => checkTrace(profile, scenario, mutant.output, options).accepted,
  )
  return { total: mutants.length, alive }
}

const cases = [...leaseTraces, ...layoutTraces].flatMap((trace) =>
  trace.profiles.map((profile) => ({ trace, profile: profile as ProfileName, name: trace.name })),
)

test.each(cases)('accepts the output of $profile: $name', async ({ trace, profile }) => {
  const { scenario, output } = await record(trace, await openTarget(`sim:${profile}`))
  expect(checkTrace(profile, scenario, output)).toMatchObject({ accepted: true })
  expect(checkTrace(profile, scenario, output, { numbers: 'renamed' })).toMatchObject({
    accepted: true,
  })
})

test('rejects all mutants of simulated traces', async () => {
  let [total, alive] = [0, [] as string[]]
  for (const { trace, profile, name } of cases) {
    const recorded = await record(trace, await openTarget(`sim:${profile}`))
    const found = survivors(profile, recorded)
    total += found.total
    alive = [...alive, ...found.alive.map(({ what }) => `${profile}, ${name}, ${what}`)]
  }
  expect(total).toBeGreaterThan(1000)
  expect(alive).toEqual([])
})

test('accepts the output of this kernel, and rejects all mutants', async ({ skip }) => {
  const host = await hostDriver()
  if (typeof host === 'string') return skip(host)
  const options = { numbers: 'renamed' } as const
  let [total, alive] = [0, [] as string[]]
  for (const trace of leaseTraces) {
    const recorded = await record(trace, host)
    expect(checkTrace('linux-6.18', recorded.scenario, recorded.output, options)).toMatchObject({
      accepted: true,
    })
    const found = survivors('linux-6.18', recorded, options)
    total += found.total
    alive = [...alive, ...found.alive.map(({ what }) => `${trace.name}, ${what}`)]
  }
  expect(total).toBeGreaterThan(150)
  expect(alive).toEqual([])
})

test('reports the first unexplained line, and the allowed ones', async () => {
  const [trace] = layoutTraces
  if (trace === undefined) throw new Error('no trace')
  const { scenario, output } = await record(trace, await openTarget('sim:rfc-v1'))
  const wrong = output.map((line) =>
    line['id'] === 7 && 'result' in line ? { id: 7, errno: 'ETXTBSY', at: 0 } : line,
  )
  const check: TraceCheck = checkTrace('rfc-v1', scenario, wrong)
  expect(check.failure).toEqual({
    index: 8,
    line: { id: 7, errno: 'ETXTBSY', at: 0 },
    allowed: [{ id: 7, result: 0, at: 0 }],
  })
  expect(checkTrace('rfc-v1', scenario, output.slice(0, -1)).failure).toMatchObject({
    index: output.length - 1,
    allowed: [{ id: 9 }],
  })
  const more = [...output, { id: 9, result: 0, at: 0 }]
  expect(checkTrace('rfc-v1', scenario, more).failure).toEqual({
    index: output.length,
    line: { id: 9, result: 0, at: 0 },
    allowed: [],
  })
})

test('two breakers that one release wakes can return in either order, but not before it', async () => {
  const trace = layoutTraces.find(({ name }) => name === 'two breakers wait for two holders')
  if (trace === undefined) throw new Error('no trace')
  const { scenario, output } = await record(trace, await openTarget('sim:rfc-v1'))
  const [first, second] = [6, 7].map((id) =>
    output.findIndex((line) => line['id'] === id && 'result' in line),
  )
  if (first === undefined || second === undefined) throw new Error('no line')
  expect(second).toBe(first + 1)
  const swapped = [...output]
  swapped.splice(first, 2, ...output.slice(first, first + 2).reverse())
  expect(checkTrace('rfc-v1', scenario, swapped)).toMatchObject({ accepted: true })
  const early = [...output]
  early.splice(first - 1, 2, ...output.slice(first - 1, first + 1).reverse())
  expect(checkTrace('rfc-v1', scenario, early).accepted).toBe(false)
})

test('continues from the state after each allowed answer', () => {
  const P = 4096
  const scenario: Scenario = {
    world: { fs: 'ext4-dax', files: [{ name: 'f', size: P }] },
    calls: [
      { id: 1, process: 'A', call: 'open', args: ['f', 2], as: 'a' },
      { id: 2, process: 'A', call: 'mmap', args: [{ $: 'a' }, 0, P, 3, 1], as: 'm' },
      // A device with on-demand paging registers; one without it refuses, and there is no region.
      { id: 3, process: 'A', call: 'ibv_reg_mr', args: [{ $: 'm' }, 0, P, 0x41], as: 'r' },
      { id: 4, process: 'A', call: 'ibv_dereg_mr', args: [{ $: 'r' }] },
    ],
  }
  const judged = (registered: OutputLine, given: OutputLine): TraceCheck =>
    checkTrace('linux-6.12', scenario, [
      { id: 1, result: 3, at: 0 },
      { id: 2, result: { map: 1 }, at: 0 },
      { id: 3, ...registered, at: 0 },
      { id: 4, ...given, at: 0 },
    ])
  const [made, done] = [{ result: { mr: 1 } }, { result: 0 }]
  const [refused, wrong] = [{ errno: 'EOPNOTSUPP' }, { errno: 'EINVAL' }]
  expect(judged(made, done)).toEqual({ accepted: true, widest: 1 })
  expect(judged(refused, wrong)).toEqual({ accepted: true, widest: 1 })
  expect(judged(made, wrong).failure).toMatchObject({ index: 3, allowed: [{ id: 4, ...done }] })
  expect(judged(refused, done).failure).toMatchObject({ index: 3, allowed: [{ id: 4, ...wrong }] })
  const { failure } = judged({ errno: 'EPERM' }, wrong)
  expect(failure?.allowed.map(({ result, errno }) => result ?? errno)).toEqual([
    { mr: 1 },
    'EOPNOTSUPP',
    'EINVAL',
  ])
})

test('an unspecified errno can be any of the assumed ones, but no other', () => {
  const P = 4096
  const scenario: Scenario = {
    world: { fs: 'ext4-dax', files: [{ name: 'f', size: P }] },
    calls: [
      { id: 1, process: 'A', call: 'open', args: ['f', 2], as: 'a' },
      { id: 2, process: 'A', call: 'mmap', args: [{ $: 'a' }, 0, P, 3, 1], as: 'm' },
      { id: 3, process: 'A', call: 'fcntl', args: [{ $: 'a' }, 1024, 48] },
      { id: 4, process: 'A', call: 'ibv_reg_mr', args: [{ $: 'm' }, 0, P, 1], as: 'r' },
      { id: 5, process: 'A', call: 'fcntl', args: [{ $: 'a' }, 1024, 2] },
      { id: 6, process: 'A', call: 'fcntl', args: [{ $: 'a' }, 1025] },
    ],
  }
  const accepts = (errno: string, held: number): boolean =>
    checkTrace('rfc-v2+intent', scenario, [
      { id: 1, result: 3, at: 0 },
      { id: 2, result: { map: 1 }, at: 0 },
      { id: 3, result: 0, at: 0 },
      { id: 4, result: { mr: 1 }, at: 0 },
      { id: 5, errno, at: 0 },
      { id: 6, result: held, at: 0 },
    ]).accepted
  expect(
    ['EBUSY', 'EAGAIN', 'EPERM', 'ETXTBSY', 'EINVAL'].filter((each) => accepts(each, 16)),
  ).toEqual(['EBUSY', 'EAGAIN', 'EPERM', 'ETXTBSY'])
  expect(accepts('EAGAIN', 2)).toBe(false)
})
