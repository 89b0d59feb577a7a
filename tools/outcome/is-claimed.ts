import type { Expectation } from './claim.ts'
import { claimFor } from './claim-for.ts'
import { matchOutcome } from './match-outcome.ts'
import type { Outcome } from './outcome.ts'
import type { Target } from './target.ts'

/**
 * Determine whether an outcome is what a page claims about a target.
 *
 * @param expectation
 *   Expectation with its claims.
 * @param target
 *   Target on which the outcome was observed.
 * @param outcome
 *   Outcome of a run, or from evidence.
 * @returns
 *   Whether it matches the claim about the target; without a claim, whether it is a success.
 */
export function isClaimed(expectation: Expectation, target: Target, outcome: Outcome): boolean {
  const claim = claimFor(expectation, target)
  return claim ? matchOutcome(claim.outcome, outcome) : isSuccess(outcome)
}

// A signal or a wait is not a failure, but a difference between targets that the page must declare.
function isSuccess(outcome: Outcome): boolean {
  if (outcome.kind === 'after') return isSuccess(outcome.outcome)
  return ['ok', 'value', 'none'].includes(outcome.kind)
}
