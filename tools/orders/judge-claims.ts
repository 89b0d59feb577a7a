import type { TraceLine } from '../driver/index.ts'
import { type CallOutcome, type Exploration, outcomeText, type Schedule } from '../explore/index.ts'
import { type Json, matchOutcome, type Outcome } from '../outcome/index.ts'
import type { CallClaim } from './claims-of-run.ts'
import type { Explorable } from './read-explorable.ts'
import { scheduleLines } from './schedule-lines.ts'

/** A claim of a page, held against every order. */
export interface JudgedClaim {
  readonly claim: CallClaim
  /** In all explored orders, in some of them, or in none; `unseen`: its calls are in another world. */
  readonly holds: 'always' | 'sometimes' | 'never' | 'unseen'
  /** Everything that its calls can come to. */
  readonly outcomes: readonly CallOutcome[]
  /** The shortest way to something else; absent for a call of the set-up, which has one outcome. */
  readonly counterexample?: Counterexample
}

/** A way that a claim does not speak of. */
export interface Counterexample {
  readonly call: unknown
  readonly outcome: CallOutcome
  readonly schedule: Schedule
  /** The same to be replayed, where a replay can follow. */
  readonly trace?: readonly TraceLine[]
}

/**
 * Hold the claims of an example against everything that its calls can come to.
 *
 * @param claims
 *   From `claimsOfRun`.
 * @param explorable
 *   What was explored.
 * @param found
 *   Its exploration, and what the calls of the set-up came to, by id.
 * @returns
 *   One judgement per claim, in the order of the page.
 */
export function judgeClaims(
  claims: readonly CallClaim[],
  explorable: Explorable,
  found: {
    readonly result: Pick<Exploration, 'calls'>
    readonly written: ReadonlyMap<unknown, CallOutcome>
  },
): readonly JudgedClaim[] {
  const times = breakTimes(explorable)
  const explored = new Map(found.result.calls.map((call) => [call.id as unknown, call]))
  return claims.map((claim) => {
    const ways = claim.calls.flatMap((id): Way[] => {
      const call = explored.get(id)
      if (call !== undefined) return call.outcomes.map((each) => ({ call: id, ...each }))
      const outcome = found.written.get(id)
      return outcome === undefined ? [] : [{ call: id, outcome }]
    })
    if (ways.length === 0) return { claim, holds: 'unseen', outcomes: [] }
    const others = ways.filter(({ outcome }) => !isClaimed(claim, outcome, times))
    const holds =
      others.length === 0 ? 'always' : others.length < ways.length ? 'sometimes' : 'never'
    const outcomes = new Map(ways.map(({ outcome }) => [outcomeText(outcome), outcome]))
    const counterexample = shortest(others, explorable)
    return {
      claim,
      holds,
      outcomes: [...outcomes.values()],
      ...(counterexample && { counterexample }),
    }
  })
}

interface Way {
  readonly call: unknown
  readonly outcome: CallOutcome
  readonly schedule?: Schedule
}

function shortest(ways: readonly Way[], { lines }: Explorable): Counterexample | undefined {
  const found = ways.flatMap(({ call, outcome, schedule }) =>
    schedule === undefined ? [] : [{ call, outcome, schedule }],
  )
  const [first] = found.sort((a, b) => bySchedule(a.schedule, b.schedule))
  if (first?.schedule.replayable !== true) return first
  return { ...first, trace: scheduleLines(first.schedule, lines) }
}

/**
 * Compare schedules: what a replay can follow comes first, then what is shorter.
 *
 * @param a
 *   A way to something.
 * @param b
 *   Another one.
 * @returns
 *   Below 0 if `a` comes first, above 0 if `b` does, for `sort`.
 */
export function bySchedule(a: Schedule, b: Schedule): number {
  return Number(b.replayable) - Number(a.replayable) || a.steps.length - b.steps.length
}

/** Every lease-break-time of a scenario, for `after T`. */
function breakTimes({ scenario: { world, calls } }: Explorable): readonly number[] {
  const settings = calls.flatMap(({ call, args }) => (call === 'set' ? args : []))
  const set = [world, ...settings].flatMap((each) => {
    const time: unknown = Reflect.get(Object(each), 'leaseBreakTime')
    return typeof time === 'number' && time > 0 ? [time] : []
  })
  return set.length === 0 ? [45] : set
}

/**
 * Whether an outcome of the search is what a claim says.
 *
 * Where the program only looks at a call, it sees that it sleeps, and no more.
 */
function isClaimed(
  { expected, awaited }: CallClaim,
  { answer, slept }: CallOutcome,
  times: readonly number[],
): boolean {
  // Whose process a signal has killed makes no more calls.
  if (answer.kind === 'unmade') return expected.kind === 'killed'
  if (!awaited && (slept !== undefined || answer.kind === 'blocks')) {
    return expected.kind === 'blocks'
  }
  const outcome = outcomeOf(answer, expected)
  if (outcome === undefined) return false
  const isLate = times.some((time) => Math.abs((slept ?? 0) - time) < 1)
  return matchOutcome(expected, isLate ? { kind: 'after', outcome } : outcome)
}

/** What a page calls an answer; undefined: no page has a word for it. */
function outcomeOf(answer: CallOutcome['answer'], expected: Outcome): Outcome | undefined {
  switch (answer.kind) {
    case 'unmade':
    case 'unsupported':
      return undefined
    case 'exits':
      return { kind: 'ok' }
    case 'killed':
      return answer.signal === undefined ? undefined : { kind: 'killed', signal: answer.signal }
    case 'value': {
      // A page may speak of the members of a signal.
      const isObject = expected.kind === 'value' && typeof expected.value === 'object'
      const signal: unknown = Reflect.get(Object(answer.value), 'signal')
      if (typeof signal === 'string' && !isObject) return { kind: 'signal', signal }
      return { kind: 'value', value: answer.value as Json }
    }
    default:
      return answer
  }
}
