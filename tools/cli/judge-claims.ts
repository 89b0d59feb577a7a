import type { TraceLine } from '../driver/index.ts'
import type { Exploration, Schedule } from '../explore/index.ts'
import { matchOutcome, type Outcome } from '../outcome/index.ts'
import type { LoadedClaim } from './load-claims.ts'
import type { LoadedScenario } from './load-scenario.ts'

/** A claim of a page, held against every order. */
export interface JudgedClaim {
  readonly claim: LoadedClaim
  /** In all explored orders, in some of them, or in none; `unseen`: its calls are in another world. */
  readonly holds: 'always' | 'sometimes' | 'never' | 'unseen'
  /** Everything that its calls can come to. */
  readonly outcomes: readonly string[]
  /** The shortest way to something else; absent for a call of the set-up, which has one outcome. */
  readonly counterexample?: Counterexample
}

/** A way that a claim does not speak of. */
export interface Counterexample {
  readonly call: TraceLine['id']
  readonly outcome: string
  readonly schedule: Schedule
}

/**
 * Hold the claims of an example against everything that its calls can come to.
 *
 * @param loaded
 *   Example with its claims.
 * @param result
 *   Its exploration.
 * @param written
 *   What the calls of the set-up came to, by id.
 * @returns
 *   One judgement per claim, in the order of the page.
 */
export function judgeClaims(
  loaded: LoadedScenario,
  result: Pick<Exploration, 'calls'>,
  written: ReadonlyMap<unknown, string>,
): readonly JudgedClaim[] {
  const times = breakTimes(loaded)
  const explored = new Map(result.calls.map((call) => [call.id as unknown, call]))
  return loaded.claims.map((claim) => {
    const ways = claim.calls.flatMap((id): Way[] => {
      const call = explored.get(id)
      if (call !== undefined) return call.outcomes.map((each) => ({ call: id, ...each }))
      const outcome = written.get(id)
      return outcome === undefined ? [] : [{ call: id, outcome }]
    })
    if (ways.length === 0) return { claim, holds: 'unseen', outcomes: [] }
    const others = ways.filter(({ outcome }) => !isClaimed(claim, outcome, times))
    const holds =
      others.length === 0 ? 'always' : others.length < ways.length ? 'sometimes' : 'never'
    const outcomes = [...new Set(ways.map(({ outcome }) => outcome))]
    const counterexample = shortest(others)
    return { claim, holds, outcomes, ...(counterexample && { counterexample }) }
  })
}

interface Way {
  readonly call: TraceLine['id']
  readonly outcome: string
  readonly schedule?: Schedule
}

function shortest(ways: readonly Way[]): Counterexample | undefined {
  const found = ways.flatMap(({ call, outcome, schedule }) =>
    schedule === undefined ? [] : [{ call, outcome, schedule }],
  )
  const [first] = found.sort(
    (a, b) =>
      Number(b.schedule.replayable) - Number(a.schedule.replayable) ||
      a.schedule.steps.length - b.schedule.steps.length,
  )
  return first
}

/** Every lease-break-time of a scenario, for `after T`. */
function breakTimes({ lines }: LoadedScenario): readonly number[] {
  const set = lines.flatMap((line) => {
    const { world, args } = line
    const found = [world, ...(line['call'] === 'set' && Array.isArray(args) ? args : [])]
    return found.flatMap((each) => {
      const time =
        typeof each === 'object' && each !== null ? Reflect.get(each, 'leaseBreakTime') : 0
      return typeof time === 'number' && time > 0 ? [time] : []
    })
  })
  return set.length === 0 ? [45] : set
}

/**
 * Whether an outcome of the search is what a claim says.
 *
 * Where the program only looks at a call, it sees that it sleeps, and no more.
 */
function isClaimed(
  { expected, awaited }: LoadedClaim,
  text: string,
  times: readonly number[],
): boolean {
  // Whose process a signal has killed makes no more calls.
  if (text === 'not made') return expected.kind === 'killed'
  const [, seconds, answer] = /^(?:blocks, then|after ([\d.]+) s:) (.*)$/s.exec(text) ?? []
  if (!awaited && (answer !== undefined || text === 'blocks')) return expected.kind === 'blocks'
  // A page may speak of the members of a signal.
  const said = answer ?? text
  const isObject = expected.kind === 'value' && typeof expected.value === 'object'
  const outcome: Outcome =
    isObject && said.startsWith('{')
      ? { kind: 'value', value: jsonOf(said) as string }
      : outcomeOf(said)
  const isLate = times.some((time) => Math.abs(Number(seconds ?? 0) - time) < 1)
  return matchOutcome(expected, isLate ? { kind: 'after', outcome } : outcome)
}

function outcomeOf(text: string): Outcome {
  if (text === 'blocks' || text === 'ok') return { kind: text }
  if (/^E[A-Z0-9]+$/.test(text)) return { kind: 'errno', code: text }
  if (/^SIG[A-Z0-9+]+$/.test(text)) return { kind: 'signal', signal: text }
  const [, signal] = /^killed (\S+)$/.exec(text) ?? []
  if (signal !== undefined) return { kind: 'killed', signal }
  const value = jsonOf(text)
  if (value === null) return { kind: 'none' }
  const name: unknown = typeof value === 'object' ? Reflect.get(Object(value), 'signal') : undefined
  return typeof name === 'string'
    ? { kind: 'signal', signal: name }
    : { kind: 'value', value: value as string }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
