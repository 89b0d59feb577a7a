import type { RootContent } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'
import type { Page } from '../page.ts'

/**
 * List the blocks of a section.
 *
 * @param page
 *   Page.
 * @param title
 *   Title of the section, as written.
 * @returns
 *   Blocks without the heading; none if there is no such section.
 */
export function sectionNodes(page: Page, title: string): readonly RootContent[] {
  const { children } = page.tree
  const start = children.findIndex((node) => isSection(node) && textOf(node) === title)
  if (start < 0) return []
  const end = children.findIndex((node, index) => index > start && isSection(node))
  return children.slice(start + 1, end < 0 ? undefined : end)
}

function isSection(node: RootContent): boolean {
  return node.type === 'heading' && node.depth === 2
}
