import type { List, ListItem } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Place, Vocabulary } from '../outcome/index.ts'
import { firstName, readOutcome } from '../outcome/index.ts'
import type { Page } from '../page/index.ts'
import { eachNode, placeOf, readDefinitions, sectionNodes, tagOf } from '../page/index.ts'

/** An entry of the list of errors. */
export interface ErrorEntry {
  readonly list: List
  readonly item: ListItem
  /** Names of the errors in its tag; usually one, none if the tag is something else. */
  readonly codes: readonly string[]
  /** First names of these errors. */
  readonly errors: readonly string[]
  /** Linked examples of the page, as in `[0](#example-leases-enable)`. */
  readonly links: readonly { readonly example: string; readonly place: Place }[]
}

/**
 * List the entries of section ERRORS.
 *
 * @param page
 *   Page.
 * @returns
 *   Items of the lists in the section that tag at least one item with an error, such as
 *   ``- `EAGAIN`: The lease …``.
 * @see man-pages(7), "Sections within a manual page", ERRORS, Linux man-pages 6.9
 */
export function errorEntries(page: Page): ErrorEntry[] {
  return sectionNodes(page, 'ERRORS').flatMap((node) => {
    const entries = node.type === 'list' ? readEntries(node, page.vocabulary) : []
    return entries.some(({ codes }) => codes.length > 0) ? entries : []
  })
}

/**
 * Determine whether two entries describe the same error.
 *
 * @param entry
 *   Entry.
 * @param other
 *   Entry.
 * @returns
 *   Whether an error is in both tags, under any of its names.
 */
export function isSameError(entry: ErrorEntry, other: ErrorEntry): boolean {
  return other.errors.some((error) => entry.errors.includes(error))
}

/**
 * Determine whether an entry describes the error of an outcome.
 *
 * @param entry
 *   Entry.
 * @param outcome
 *   Outcome as in pages and evidence: `EINVAL`, `after T: ETXTBSY`.
 * @param vocabulary
 *   Words of the page.
 * @returns
 *   Whether the error is in the tag, under any of its names.
 */
export function isOfError(
  { errors }: ErrorEntry,
  outcome: string,
  vocabulary: Vocabulary,
): boolean {
  const error = errorIn(outcome, vocabulary)
  return error !== undefined && errors.includes(error)
}

/** Read the first name of the error of an outcome; `undefined` for other outcomes. */
export function errorIn(outcome: string, vocabulary: Vocabulary): string | undefined {
  const read = readOutcome(outcome)
  if ('problem' in read) return undefined
  const inner = read.kind === 'after' ? read.outcome : read
  return inner.kind === 'errno' ? firstName(vocabulary, inner.code) : undefined
}

function readEntries(list: List, vocabulary: Vocabulary): ErrorEntry[] {
  const definitions = readDefinitions(list)
  return list.children.map((item, index) => {
    const tag = definitions?.[index]?.tag.map((node) => textOf(node)) ?? [tagOf(item) ?? '']
    const links: { example: string; place: Place }[] = []
    eachNode(item, (node) => {
      const [, example] = node.type === 'link' ? (/^#example-(.+)$/.exec(node.url) ?? []) : []
      if (example !== undefined) links.push({ example, place: placeOf(node) })
    })
    const codes = tag.filter((word) => /^E[A-Z0-9]{2,}$/.test(word))
    return { list, item, codes, errors: codes.map((code) => firstName(vocabulary, code)), links }
  })
}
