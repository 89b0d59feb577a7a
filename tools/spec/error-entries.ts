import type { List, ListItem } from 'mdast'
import { eachNode } from './each-node.ts'
import { placeOf } from './place-of.ts'
import { sectionNodes } from './section-nodes.ts'
import type { Place, Spec } from './spec.ts'
import { tagOf } from './tag-of.ts'

/** An entry of the list of errors. */
export interface ErrorEntry {
  readonly list: List
  readonly item: ListItem
  /** Name of the error in its tag; empty where the tag is none. */
  readonly code: string
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
export function errorEntries(spec: Spec): ErrorEntry[] {
  return sectionNodes(spec, 'ERRORS').flatMap((node) => {
    const entries = node.type === 'list' ? node.children.map((item) => readEntry(node, item)) : []
    return entries.some(({ code }) => code !== '') ? entries : []
  })
}

function readEntry(list: List, item: ListItem): ErrorEntry {
  const links: { example: string; place: Place }[] = []
  eachNode(item, (node) => {
    const [, example] = node.type === 'link' ? (/^#example-(.+)$/.exec(node.url) ?? []) : []
    if (example !== undefined) links.push({ example, place: placeOf(node) })
  })
  const [code = ''] = /^E[A-Z0-9]{2,}$/.exec(tagOf(item) ?? '') ?? []
  return { list, item, code, links }
}
