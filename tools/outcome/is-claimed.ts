import type { Expectation } from './claim.ts'
import { claimFor } from './claim-for.ts'
import { matchOutcome } from './match-outcome.ts'
import type { Outcome } from './outcome.ts'
import type { Target } from './target.ts'

/**
 * Decide whether an outcome is the one that a page states of a target.
 *
 * @param expectation
 *   Expectation with its claims.
 * @param target
 *   Target on which the outcome was observed.
 * @param outcome
 *   From a run, or from evidence.
 * @returns
 *   Whether it matches the claim for the target; where the page makes none, whether it is a success.
 */
export function isClaimed(expectation: Expectation, target: Target, outcome: Outcome): boolean {
  const claim = claimFor(expectation, target)
  return claim ? matchOutcome(claim.outcome, outcome) : isSuccess(outcome)
}

// A signal or a wait is no failure, but a difference between targets that the page must declare.
function isSuccess(outcome: Outcome): boolean {
  if (outcome.kind === 'after') return isSuccess(outcome.outcome)
  return ['ok', 'value', 'none'].includes(outcome.kind)
}
