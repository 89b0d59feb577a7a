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
  /** Names of the errors in its tag; mostly one, none where the tag is something else. */
  readonly codes: readonly string[]
  /** The same, each by its first name. */
  readonly errors: readonly string[]
  /** Examples of the page that the entry links to, as in `[0](#example-leases-enable)`. */
  readonly links: readonly { readonly example: string; readonly place: Place }[]
}

/**
 * List the entries of the section ERRORS.
 *
 * @param spec
 *   Page.
 * @returns
 *   Items of every list of the section in which at least one is tagged by an error, such as
 *   ``- `EAGAIN`: The lease …``; none where the section tells of something else.
 * @see man-pages(7), "Sections within a manual page", ERRORS, Linux man-pages 6.9
 */
export function errorEntries(spec: Page): ErrorEntry[] {
  return sectionNodes(spec, 'ERRORS').flatMap((node) => {
    const entries = node.type === 'list' ? readEntries(node, spec.vocabulary) : []
    return entries.some(({ codes }) => codes.length > 0) ? entries : []
  })
}

/**
 * Tell whether two entries are about one error.
 *
 * @param entry
 *   Entry.
 * @param other
 *   Entry.
 * @returns
 *   Whether an error stands in both tags, be it under two names.
 */
export function isSameError(entry: ErrorEntry, other: ErrorEntry): boolean {
  return other.errors.some((error) => entry.errors.includes(error))
}

/**
 * Tell whether an entry is about the error of an outcome.
 *
 * @param entry
 *   Entry.
 * @param outcome
 *   As pages and evidence have it: `EINVAL`, `after T: ETXTBSY`.
 * @param vocabulary
 *   Words of the page.
 * @returns
 *   Whether the error stands in the tag, be it under another name.
 */
export function isOfError(
  { errors }: ErrorEntry,
  outcome: string,
  vocabulary: Vocabulary,
): boolean {
  const error = errorIn(outcome, vocabulary)
  return error !== undefined && errors.includes(error)
}

/**
 * Read the error of an outcome.
 *
 * @param outcome
 *   As pages and evidence have it: `EINVAL`, `after T: ETXTBSY`.
 * @param vocabulary
 *   Words of the page.
 * @returns
 *   Its first name; nothing for other outcomes.
 */
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
