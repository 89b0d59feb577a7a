import type { Comment } from 'oxc-parser'
import { report } from '../../message/index.ts'
import type { Claim, Place, Vocabulary } from '../../outcome/index.ts'
import { type ClaimText, readOutcome, splitClaims } from '../../outcome/index.ts'
import { expectedOf } from '../../words/index.ts'
import type { Example } from '../page.ts'
import type { PageText } from '../text/page-text.ts'
import { placeIn } from '../text/place-in.ts'

/** Context to check a comment in. */
export interface ClaimContext {
  readonly page: PageText
  readonly example: Pick<Example, 'code' | 'lines'>
  /** Names of errors and signals. */
  readonly names: Vocabulary
  /** All selectors and names of the configuration. */
  readonly known: readonly string[]
  /** Whether a selector selects a target of this example. */
  readonly covers: (selector: string) => boolean
}

const arrow = '//=>'

/**
 * Read the claims of one `//=>` comment.
 *
 * @returns
 *   Claims; `undefined` if one of them is wrong, which is reported.
 */
export function readClaims(context: ClaimContext, comment: Comment): readonly Claim[] | undefined {
  const text = comment.value.slice(2)
  const base = comment.start + arrow.length
  const claims: Claim[] = []
  let wrong = false
  for (const [index, part] of splitClaims(text).entries()) {
    const place = placeIn(context.example, base + part.start, base + part.end)
    const outcome = readOutcome(part.outcome, context.names)
    if (index > 0 && part.selector === undefined) {
      const actual = part.outcome === '' ? 'nothing' : `\`${part.outcome}\``
      const reason = `Unexpected ${actual} after \`|\`, expected \`SELECTOR: OUTCOME\``
      report(context.page.file, 'expectation-selector', reason, place)
      wrong = true
    } else if ('problem' in outcome) {
      report(context.page.file, 'expectation-outcome', outcome.problem, place)
      wrong = true
    } else {
      const { selector } = part
      claims.push({ ...(selector !== undefined && { selector }), outcome, place })
    }
    if (!checkSelector(context, part, place, claims)) wrong = true
  }
  return wrong ? undefined : claims
}

function checkSelector(
  context: ClaimContext,
  part: ClaimText,
  { start }: Place,
  claims: readonly Claim[],
): boolean {
  const { selector } = part
  if (selector === undefined) return true
  const across = selector.length
  const end = { line: start.line, column: start.column + across, offset: start.offset + across }
  const { file } = context.page
  if (claims.filter((claim) => claim.selector === selector).length > 1) {
    const reason = `Unexpected second selector \`${selector}\`, expected one`
    report(file, 'expectation-selector-duplicate', reason, { start, end })
    return false
  }
  if (context.covers(selector)) return true
  const reason = `Unexpected selector \`${selector}\`, expected ${expectedFor(context, selector)}`
  report(file, 'expectation-selector', reason, { start, end })
  return false
}

function expectedFor({ known }: ClaimContext, selector: string): string {
  if (known.length === 0) return 'a target of the configuration'
  return known.includes(selector) ? 'one of a target of this example' : expectedOf(selector, known)
}
