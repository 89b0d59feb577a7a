import type { Heading, Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import type { Evidence } from '../../evidence/index.ts'
import type { Target } from '../../outcome/index.ts'
import type { Page } from '../../page/index.ts'
import { addressList, hiddenAddresses, sourceList } from '../phrasing/links.ts'
import { demonstrated } from './demonstrated.ts'
import { showErrors } from './show-errors.ts'
import { showExamples } from './show-examples.ts'

/** Sections after NOTES in man-pages(7). */
const afterNotes = [
  'CAVEATS',
  'BUGS',
  'EXAMPLES',
  'AUTHORS',
  'REPORTING BUGS',
  'COPYRIGHT',
  'SEE ALSO',
]

/**
 * Arrange a page for `man`: examples without their setup and with their outcomes, errors with the
 * examples that gave them, sources and addresses under SEE ALSO, and what was demonstrated under
 * NOTES.
 */
export function pageTree(
  page: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): Root {
  const shown = showExamples(page, evidence, targets)
  const blocks = showErrors(shown, page, evidence, targets)
  const noted = addTo(blocks, 'NOTES', demonstrated(page, evidence, targets), afterNotes)
  return { type: 'root', children: addTo(noted, 'SEE ALSO', references(page), []) }
}

function references(page: Page): RootContent[] {
  const { sources } = page.meta
  const urls = hiddenAddresses(page.tree).filter((url) =>
    sources.every((source) => !source.includes(url)),
  )
  return [
    ...(sources.length > 0 ? [heading(3, 'Sources'), sourceList(sources)] : []),
    ...(urls.length > 0 ? [heading(3, 'Links'), addressList(urls)] : []),
  ]
}

/** Add blocks to the end of the section `title`, which is made before the first of `later`. */
function addTo(
  blocks: readonly RootContent[],
  title: string,
  added: readonly RootContent[],
  later: readonly string[],
): RootContent[] {
  if (added.length === 0) return [...blocks]
  const at = blocks.findIndex((node) => isSection(node, [title]))
  if (at >= 0) {
    const end = blocks.findIndex((node, index) => index > at && isSection(node))
    return insert(blocks, end, added)
  }
  const before = blocks.findIndex((node) => isSection(node, later))
  return insert(blocks, before, [heading(2, title), ...added])
}

function insert(
  blocks: readonly RootContent[],
  at: number,
  added: readonly RootContent[],
): RootContent[] {
  const end = at < 0 ? blocks.length : at
  return [...blocks.slice(0, end), ...added, ...blocks.slice(end)]
}

function isSection(node: RootContent, titles?: readonly string[]): boolean {
  if (node.type !== 'heading' || node.depth !== 2) return false
  return !titles || titles.includes(plainText(node).toUpperCase())
}

function heading(depth: Heading['depth'], value: string): Heading {
  return { type: 'heading', depth, children: [{ type: 'text', value }] }
}
