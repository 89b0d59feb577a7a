import { toString as textOf } from 'mdast-util-to-string'
import { type ErrorEntry, errorEntries, isOfError, isSameError } from '../../evidence/index.ts'
import { report } from '../../message/index.ts'
import { formatOutcome } from '../../outcome/index.ts'
import type { Page } from '../../page/index.ts'

/**
 * Warn about lists of errors that are out of order, repeat an entry, or do not link an example to
 * one of several entries.
 *
 * @see man-pages(7), "Sections within a manual page", ERRORS, Linux man-pages 6.9
 */
export function checkErrors(page: Page): void {
  for (const list of errorLists(page)) {
    for (const [index, entry] of list.entries()) checkEntry(page, entry, list.slice(0, index))
  }
  checkLinks(page)
}

/** Entries by list, since each list has its own order. */
function errorLists(page: Page): ErrorEntry[][] {
  const lists = new Map<unknown, ErrorEntry[]>()
  for (const entry of errorEntries(page)) {
    lists.set(entry.list, [...(lists.get(entry.list) ?? []), entry])
  }
  return [...lists.values()]
}

function checkEntry(page: Page, { item, codes }: ErrorEntry, earlier: readonly ErrorEntry[]): void {
  const [code = ''] = codes
  const start = item.position
  const text = textOf(item)
  if (code === '') {
    const reason = `Unexpected entry \`${text.slice(0, 20)}\`, expected it to start with an error`
    report(page.file, 'style-errors', reason, start)
    return
  }
  if (earlier.some((other) => textOf(other.item) === text)) {
    const reason = `Unexpected second entry for one condition of \`${code}\`, expected one`
    report(page.file, 'style-errors', reason, start)
  }
  const after = earlier.find((other) => codeOf(other) > code)
  if (after) {
    const reason = `Unexpected \`${code}\` after \`${codeOf(after)}\`, expected alphabetical order`
    report(page.file, 'style-errors-order', reason, start)
  }
}

/** Check that several entries for an error have links, which tell their examples apart. */
function checkLinks(page: Page): void {
  const claims = page.examples.flatMap(({ expectations }) =>
    expectations.flatMap((expectation) => expectation.claims),
  )
  const outcomes = claims.map(({ outcome }) => formatOutcome(outcome))
  const entries = errorEntries(page)
  for (const entry of entries) {
    const alike = entries.filter((other) => isSameError(entry, other))
    if (alike[1] !== entry || alike.some(isLinked)) continue
    if (!outcomes.some((outcome) => isOfError(entry, outcome, page.vocabulary))) continue
    const reason = `Unexpected second entry for \`${codeOf(entry)}\` without links, expected each to link to its examples`
    const note = 'such as `while the file is [open elsewhere](#example-second-opener)`'
    report(page.file, 'style-errors-example', reason, entry.item.position, { note })
  }
}

function codeOf({ codes }: ErrorEntry): string {
  return codes[0] ?? ''
}

function isLinked({ links }: ErrorEntry): boolean {
  return links.length > 0
}
