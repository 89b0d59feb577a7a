import type { Claim, Expectation } from './claim.ts'
import type { Target } from './target.ts'

/**
 * Find what an expectation says about a target.
 *
 * @param expectation
 *   Expectation with its claims.
 * @param target
 *   Target.
 * @returns
 *   The claim with the most specific selector that the target answers to (its own name above
 *   all, then its selectors from the last to the first), else the default; nothing where the
 *   page says nothing, so that the call must just succeed.
 * @see manproof(1), "An example"
 */
export function claimFor(expectation: Expectation, target: Target): Claim | undefined {
  let best: Claim | undefined
  let most = -2
  for (const claim of expectation.claims) {
    const rank = claim.selector === undefined ? -1 : rankOf(claim.selector, target)
    if (rank !== undefined && rank > most) {
      best = claim
      most = rank
    }
  }
  return best
}

/**
 * Tell whether the `targets` label of an example admits a target.
 *
 * @param labels
 *   Labels of the example.
 * @param target
 *   Target.
 * @returns
 *   Whether one of its selectors stands in the label, or the label is empty.
 */
export function selectsTarget(
  labels: { readonly targets: readonly string[] },
  target: Target,
): boolean {
  const { targets } = labels
  return targets.length === 0 || targets.some((selector) => answersTo(target, selector))
}

/**
 * Tell whether a target answers to a selector.
 *
 * @param target
 *   Target.
 * @param selector
 *   Word of a `//=>` comment or of `targets=`.
 * @returns
 *   Whether it is the name of the target or one of its selectors.
 */
export function answersTo(target: Target, selector: string): boolean {
  return rankOf(selector, target) !== undefined
}

function rankOf(selector: string, target: Target): number | undefined {
  if (selector === target.name) return target.selectors.length
  const index = target.selectors.lastIndexOf(selector)
  return index === -1 ? undefined : index
}
