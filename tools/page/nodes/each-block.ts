import type { Nodes } from 'mdast'

/** Blocks that contain text but not other blocks. */
const leaves: ReadonlySet<string> = new Set(['paragraph', 'heading', 'table'])

/**
 * Visit every block of a tree, parents first; a page has far fewer blocks than nodes.
 *
 * @param node
 *   Root of the tree.
 * @param visit
 *   Gets each block, without the content of paragraphs, headings and tables.
 * @see CommonMark 0.31, "Blocks and inlines"
 */
export function eachBlock(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node)
  if (!('children' in node) || isLeaf(node)) return
  for (const child of node.children) eachBlock(child, visit)
}

/** Check whether a node cannot contain blocks. */
export function isLeaf(node: Nodes): boolean {
  return leaves.has(node.type)
}
