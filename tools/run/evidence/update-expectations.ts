import MagicString from 'magic-string'
import {
  claimFor,
  type Expectation,
  formatOutcome,
  matchOutcome,
  type Outcome,
  selectsTarget,
  type Target,
} from '../../outcome/index.ts'
import type { Page } from '../../page/index.ts'
import { chooseClaims, type Wanted } from '../judge/choose-claims.ts'
import { recordedOutcome } from '../judge/recorded-outcome.ts'
import type { RunResult } from '../judge/run-result.ts'
import { isResultOf } from './record-evidence.ts'

/**
 * Rewrite the `//=>` comments of a page from what was observed.
 *
 * A correct comment stays unchanged. In a wrong one, a target that was not observed keeps its
 * claim.
 *
 * @param page
 *   Page.
 * @param results
 *   Results of its examples on the requested targets, skipped ones included.
 * @param others
 *   Targets that were left out on purpose; every claim about them stays, defaults included.
 * @returns
 *   Text of the page, identical outside the comments.
 */
export function updateExpectations(
  page: Page,
  results: readonly RunResult[],
  others: readonly Target[] = [],
): string {
  const text = new MagicString(String(page.file))
  for (const example of page.examples) {
    const own = results.filter((result) => isResultOf(result, page, example))
    const left = others.filter((target) => selectsTarget(example.labels, target))
    for (const [index, expectation] of example.expectations.entries()) {
      const wanted = own.map(({ target, outcomes }) =>
        wantedOn(expectation, target, outcomes[index]),
      )
      const kept = left.map((target) => keptOn(expectation, target))
      const updated = updatedText(expectation, [...wanted, ...kept], page)
      const { start, end } = expectation.place
      if (updated !== undefined) text.update(start.offset, end.offset, updated)
    }
  }
  return text.toString()
}

function updatedText(
  expectation: Expectation,
  wanted: readonly Judged[],
  { vocabulary }: Page,
): string | undefined {
  if (wanted.every(({ isRight }) => isRight)) return undefined
  const byDefault = expectation.claims.find(({ selector }) => selector === undefined)
  const { leading } = vocabulary
  const claims = chooseClaims(wanted, byDefault && formatOutcome(byDefault.outcome), leading)
  const known = new Set(wanted.flatMap(({ target }) => [target.name, ...target.selectors]))
  // Claims about targets that are not configured here stay.
  const foreign = expectation.claims.flatMap(({ selector, outcome }) =>
    selector === undefined || known.has(selector)
      ? []
      : [{ selector, text: formatOutcome(outcome) }],
  )
  const parts = [...claims, ...foreign].map(({ selector, text }) =>
    selector === undefined ? text : `${selector}: ${text}`,
  )
  return `//=> ${parts.join(' | ')}`
}

/** Claim that a comment should make about a target, and whether it does. */
interface Judged extends Wanted {
  readonly isRight: boolean
}

function keptOn(expectation: Expectation, target: Target): Judged {
  const claim = claimFor(expectation, target)
  return { target, text: claim && formatOutcome(claim.outcome), isRight: true }
}

function wantedOn(expectation: Expectation, target: Target, observed: Outcome | undefined): Judged {
  const { selector, outcome: claim } = claimFor(expectation, target) ?? {}
  const text = claim && formatOutcome(claim)
  // A default is not about this target in particular: the target can follow related ones.
  if (!observed) return { target, text: selector === undefined ? undefined : text, isRight: true }
  if (claim && matchOutcome(claim, observed)) return { target, text, isRight: true }
  const outcome = recordedOutcome(shapeOf(claim, observed), observed)
  const isRight = claim === undefined && ['ok', 'none'].includes(outcome.kind)
  return { target, text: formatOutcome(outcome), isRight }
}

/** Shape to reduce an observed outcome to: an object becomes `ok` unless the page states one. */
function shapeOf(claim: Outcome | undefined, observed: Outcome): Outcome | undefined {
  if (observed.kind === 'after') {
    const inner = claim?.kind === 'after' ? claim.outcome : claim
    return { kind: 'after', outcome: shapeOf(inner, observed.outcome) ?? { kind: 'ok' } }
  }
  if (claim?.kind === 'value') return claim
  const isObject = observed.kind === 'value' && typeof observed.value === 'object'
  return claim === undefined || isObject ? undefined : observed
}
