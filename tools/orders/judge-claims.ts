import type { TraceLine } from '../driver/index.ts'
import { type CallOutcome, type Exploration, outcomeText, type Schedule } from '../explore/index.ts'
import { type Json, matchOutcome, type Outcome } from '../outcome/index.ts'
import type { CallClaim } from './claims-of-run.ts'
import type { Explorable } from './read-explorable.ts'
import { scheduleLines } from './schedule-lines.ts'

/** A claim of a page, compared with every order. */
export interface JudgedClaim {
  readonly claim: CallClaim
  /** Whether it holds in all orders, some or none; `unseen` if its calls are in another world. */
  readonly holds: 'always' | 'sometimes' | 'never' | 'unseen'
  /** All possible outcomes of its calls. */
  readonly outcomes: readonly CallOutcome[]
  /** The shortest order with another outcome; absent for calls of the setup. */
  readonly counterexample?: Counterexample
}

/** An order with an outcome that a claim does not allow. */
export interface Counterexample {
  readonly call: unknown
  readonly outcome: CallOutcome
  readonly schedule: Schedule
  /** Trace of the schedule, if a replay can follow it. */
  readonly trace?: readonly TraceLine[]
}

/**
 * Compare the claims of an example with all possible outcomes of its calls.
 *
 * @param claims
 *   Claims, from `claimsOfRun`.
 * @param explorable
 *   Explored calls.
 * @param found
 *   Result of the exploration, and outcomes as written, by id, for the calls of the setup.
 * @returns
 *   One verdict per claim, in the order of the page.
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
 * Compare schedules for `sort`: those that a replay can follow first, then shorter ones.
 *
 * @param a
 *   Schedule.
 * @param b
 *   Another schedule.
 * @returns
 *   Below 0 if `a` comes first, above 0 if `b` does.
 */
export function bySchedule(a: Schedule, b: Schedule): number {
  return Number(b.replayable) - Number(a.replayable) || a.steps.length - b.steps.length
}

/** All lease-break-times of a scenario, for `after T`. */
function breakTimes({ scenario: { world, calls } }: Explorable): readonly number[] {
  const settings = calls.flatMap(({ call, args }) => (call === 'set' ? args : []))
  const set = [world, ...settings].flatMap((each) => {
    const time: unknown = Reflect.get(Object(each), 'leaseBreakTime')
    return typeof time === 'number' && time > 0 ? [time] : []
  })
  return set.length === 0 ? [45] : set
}

/** Whether a claim allows an outcome; a call that is not awaited can only be claimed to block. */
function isClaimed(
  { expected, awaited }: CallClaim,
  { answer, slept }: CallOutcome,
  times: readonly number[],
): boolean {
  // A killed process makes no more calls.
  if (answer.kind === 'unmade') return expected.kind === 'killed'
  if (!awaited && (slept !== undefined || answer.kind === 'blocks')) {
    return expected.kind === 'blocks'
  }
  const outcome = outcomeOf(answer, expected)
  if (outcome === undefined) return false
  const isLate = times.some((time) => Math.abs((slept ?? 0) - time) < 1)
  return matchOutcome(expected, isLate ? { kind: 'after', outcome } : outcome)
}

/** Outcome for an answer; `undefined` if pages cannot express it. */
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
      // A page can claim the members of a signal.
      const isObject = expected.kind === 'value' && typeof expected.value === 'object'
      const signal: unknown = Reflect.get(Object(answer.value), 'signal')
      if (typeof signal === 'string' && !isObject) return { kind: 'signal', signal }
      return { kind: 'value', value: answer.value as Json }
    }
    default:
      return answer
  }
}
