import type { RuleId } from '../../tools/message/index.ts'

/** A convention of manual pages, the rules that hold it, and tests that hold what no rule can. */
export interface Convention {
  readonly what: string
  readonly rules: readonly RuleId[]
  readonly tests: readonly string[]
}

const row = (
  what: string,
  rules: readonly RuleId[],
  tests: readonly string[] = [],
): Convention => ({ what, rules, tests })

/**
 * What a page must keep to stand beside those of others.
 *
 * @see man-pages(7), Linux man-pages 6.9; groff_man_style(7), 1.24.2
 */
export const conventions: readonly Convention[] = [
  row('The hint for tbl is there exactly when a table is', ['roff-hint'], ['man/certificate']),
  row('The title line is complete, with an ISO date', ['roff-title', 'front-matter-value']),
  row(
    'NAME comes first, and programs can read it',
    ['roff-name', 'title-form', 'style-title'],
    ['man/tools'],
  ),
  row('Each further name has a file that leads to the page', [], ['man/compile-man', 'man/tools']),
  row('Sections have their names and order, and the necessary ones are there', [
    'section-name',
    'section-order',
    'section-missing',
    'section-duplicate',
    'style-section',
  ]),
  row('Titles of subsections have the capitals of a sentence', ['style-heading']),
  row('SYNOPSIS is set as prototypes', ['style-synopsis', 'c-error'], ['man/fixtures']),
  row('ERRORS is a sorted list with an entry for each condition', [
    'style-errors',
    'style-errors-order',
    'style-errors-example',
  ]),
  row('ERRORS and what was seen agree', ['error-unlisted', 'error-unseen']),
  row('RETURN VALUE tells of `errno`', ['style-return-value']),
  row('References have one form, and lead somewhere', [
    'roff-reference',
    'style-reference',
    'cross-reference-broken',
  ]),
  row('SEE ALSO is sorted, with commas only', ['style-see-also']),
  row('No line is empty', ['roff-blank']),
  row('Lines are clean and short, a sentence begins a new one', [
    'roff-blank',
    'roff-length',
    'style-sentence-line',
  ]),
  row('Text that looks like a control line is guarded', ['roff-guard'], ['man/losses']),
  row('Signs come out as themselves', ['roff-sign', 'roff-escape'], ['man/losses']),
  row('Quotes in arguments have a name', ['roff-quote']),
  row('The page is ASCII', ['roff-ascii']),
  row('Code is set in at top level, and bare in items', ['roff-code'], ['man/certificate']),
  row('Lists have tags, and nested blocks are balanced', ['roff-list']),
  row('Paragraphs are neither empty nor doubled', ['roff-paragraph']),
  row('Tables are whole and fit', ['roff-table'], ['man/rows', 'man/certificate']),
  row('Links are closed blocks, their addresses are listed', ['roff-link'], ['man/compile-man']),
  row('Identifiers are not parted by a hyphen', ['roff-hyphen'], ['man/rows']),
  row('Fonts follow from what a word is', [], ['man/fixtures']),
  row('Terms have their preferred spelling', ['style-term', 'style-abbreviation']),
  row('The rendered page fits 80 columns', ['code-line-too-long', 'example-long']),
  row('The bytes are the same everywhere', ['output-stale'], ['man/compile-man', 'house/man']),
  row('Control lines are those that pages are made of', ['roff-request'], ['man/losses']),
]
