import { toString as textOf } from 'mdast-util-to-string'
import { report } from '../message/index.ts'
import { type ErrorEntry, errnoIn, errorEntries, formatOutcome, type Spec } from '../spec/index.ts'

/**
 * Warn of a list of errors that is out of order, says one thing twice, or does not say which of
 * several entries an example is about.
 *
 * @see man-pages(7), "Sections within a manual page", ERRORS, Linux man-pages 6.9
 */
export function checkErrors(spec: Spec): void {
  for (const list of errorLists(spec)) {
    for (const [index, entry] of list.entries()) checkEntry(spec, entry, list.slice(0, index))
  }
  checkLinks(spec)
}

/** Each list is in an order of its own. */
function errorLists(spec: Spec): ErrorEntry[][] {
  const lists = new Map<unknown, ErrorEntry[]>()
  for (const entry of errorEntries(spec)) {
    lists.set(entry.list, [...(lists.get(entry.list) ?? []), entry])
  }
  return [...lists.values()]
}

function checkEntry(spec: Spec, { item, code }: ErrorEntry, earlier: readonly ErrorEntry[]): void {
  const start = item.position
  const text = textOf(item)
  if (code === '') {
    const reason = `Unexpected entry \`${text.slice(0, 20)}\`, expected it to begin with an error`
    report(spec.file, 'style-errors', reason, start)
    return
  }
  if (earlier.some((other) => textOf(other.item) === text)) {
    const reason = `Unexpected second entry for one condition of \`${code}\`, expected one`
    report(spec.file, 'style-errors', reason, start)
  }
  const after = earlier.find((other) => other.code > code)
  if (after) {
    const reason = `Unexpected \`${code}\` behind \`${after.code}\`, expected alphabetical order`
    report(spec.file, 'style-errors-order', reason, start)
  }
}

/** Which of several entries an example shows, only a link can say. */
function checkLinks(spec: Spec): void {
  const claims = spec.examples.flatMap(({ expectations }) =>
    expectations.flatMap((expectation) => expectation.claims),
  )
  const claimed = new Set(claims.map(({ outcome }) => errnoIn(formatOutcome(outcome))))
  const entries = errorEntries(spec)
  for (const [index, { code, item }] of entries.entries()) {
    const errno = errnoIn(code)
    if (errno === undefined || !claimed.has(errno)) continue
    const alike = entries.filter((entry) => errnoIn(entry.code) === errno)
    if (alike[1] !== entries[index] || alike.some(isLinked)) continue
    const reason = `Unexpected second entry for \`${code}\` without links, expected each to link to the examples that show it`
    const note = 'as in `while the file is [open elsewhere](#example-second-opener)`'
    report(spec.file, 'style-errors-example', reason, item.position, { note })
  }
}

function isLinked({ links }: ErrorEntry): boolean {
  return links.length > 0
}
