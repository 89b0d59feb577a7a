import {
  claimFor,
  type Expectation,
  formatOutcome,
  isClaimed,
  type Outcome,
  type Target,
} from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import type { Job, Observation, Raw } from '../supervise/pool.ts'
import { changeFault, cut, errorFaults } from './error-faults.ts'
import type { Fault } from './fault.ts'
import { placeInPage } from './place-in-page.ts'

/** Outcomes of a run, one per expectation, and its faults. */
export interface Judgement {
  readonly outcomes: readonly (Outcome | undefined)[]
  readonly faults: readonly Fault[]
}

/** Compare what the calls of a run did with what the page claims for its target. */
export function judge(job: Job, raw: Raw): Judgement {
  const { example, target } = job
  const observations = example.expectations.map((expectation, index) => {
    const seen = raw.observed.filter((item) => item.index === index)
    // In a loop, report the outcome that contradicts the claim.
    return seen.find(({ outcome }) => !isClaimed(expectation, target, outcome)) ?? seen[0]
  })
  const outcomes = observations.map((observation) => observation?.outcome)
  const mismatches = observations.flatMap((observation, index) => {
    const expectation = example.expectations[index]
    if (!observation || !expectation) return []
    if (isClaimed(expectation, target, observation.outcome)) return []
    return [mismatchFault(expectation, target, observation)]
  })
  const errors = errorFaults(job, raw)
  const changes = raw.changed.length > 0 ? [changeFault(job, raw.changed)] : []
  const [first, ...rest] = mismatches
  if (first && errors.length > 0) {
    // Report errors that a wrong outcome caused later with it, not as faults of their own.
    return { outcomes, faults: [{ ...first, later: errors }, ...rest, ...changes] }
  }
  const missing = errors.length > 0 ? [] : missingFaults(example, target, outcomes)
  return { outcomes, faults: [...mismatches, ...errors, ...missing, ...changes] }
}

function mismatchFault(
  expectation: Expectation,
  target: Target,
  { outcome, note }: Observation,
): Fault {
  const actual = formatOutcome(outcome)
  return {
    ruleId: 'outcome-mismatch',
    place: expectation.place,
    what: `Unexpected outcome \`${cut(actual)}\``,
    target: target.name,
    ...claimedFor(expectation, target),
    actual,
    ...(note !== undefined && { note }),
  }
}

function missingFaults(
  example: Example,
  target: Target,
  outcomes: readonly (Outcome | undefined)[],
): Fault[] {
  return example.expectations.flatMap((expectation, index) => {
    if (outcomes[index]) return []
    const { expected, wanted } = claimedFor(expectation, target)
    const what = 'Unexpected end of the example'
    const fault = { ruleId: 'outcome-missing', place: expectation.place, what } as const
    return [{ ...fault, target: target.name, wanted: `${wanted} here`, expected }]
  })
}

type Claimed = Required<Pick<Fault, 'expected' | 'wanted'>>

function claimedFor(expectation: Expectation, target: Target): Claimed {
  const claim = claimFor(expectation, target)
  if (!claim) return { expected: 'ok', wanted: 'success' }
  const expected = formatOutcome(claim.outcome)
  return { expected, wanted: `\`${expected}\`` }
}

/** Describe why an example does not compile; `undefined` if it does. */
export function compileFault(job: Job): Fault | undefined {
  const { error } = job.program
  if (!error) return undefined
  const place = placeInPage(job.example, error.offset)
  return { ruleId: 'syntax', place, what: 'Cannot compile the example', cause: error.message }
}
