import type { Nodes } from 'mdast'

/** Blocks with text in them, and with no other blocks. */
const leaves: ReadonlySet<string> = new Set(['paragraph', 'heading', 'table'])

/**
 * Visit every block of a tree, parents first; a page has far fewer blocks than nodes.
 *
 * @param node
 *   Root of the tree.
 * @param visit
 *   Gets each block; what stands in a paragraph, a heading or a table is left out.
 * @see CommonMark 0.31, "Blocks and inlines"
 */
export function eachBlock(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node)
  if (!('children' in node) || isLeaf(node)) return
  for (const child of node.children) eachBlock(child, visit)
}

/** Whether no block can stand in a node. */
export function isLeaf(node: Nodes): boolean {
  return leaves.has(node.type)
}
