import type { Claim, Expectation } from './claim.ts'
import type { Target } from './target.ts'

/**
 * Find the claim of an expectation about a target.
 *
 * @param expectation
 *   Expectation with its claims.
 * @param target
 *   Target.
 * @returns
 *   The claim with the most specific selector of the target (its name, then its selectors from last
 *   to first), else the default; `undefined` if the page claims nothing: any success is right.
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
 * Determine whether an example runs on a target, by its `targets` label.
 *
 * @param labels
 *   Labels of the example.
 * @param target
 *   Target.
 * @returns
 *   Whether the label is empty or lists a selector of the target.
 */
export function selectsTarget(
  labels: { readonly targets: readonly string[] },
  target: Target,
): boolean {
  const { targets } = labels
  return targets.length === 0 || targets.some((selector) => answersTo(target, selector))
}

/**
 * Determine whether a selector selects a target.
 *
 * @param target
 *   Target.
 * @param selector
 *   Word of a `//=>` comment or of `targets=`.
 * @returns
 *   Whether it is the name or a selector of the target.
 */
export function answersTo(target: Target, selector: string): boolean {
  return rankOf(selector, target) !== undefined
}

function rankOf(selector: string, target: Target): number | undefined {
  if (selector === target.name) return target.selectors.length
  const index = target.selectors.lastIndexOf(selector)
  return index === -1 ? undefined : index
}
