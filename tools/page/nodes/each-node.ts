import type { Nodes } from 'mdast'

/**
 * Visit every node of a tree, parents first.
 *
 * A page has thousands of nodes and is visited several times.
 *
 * @param node
 *   Root of the tree.
 * @param visit
 *   Gets each node.
 * @see unist-util-visit-parents 6, which defines a property on a new function for each node;
 *   measured: a tenth of the time in which a page was read
 */
export function eachNode(node: Nodes, visit: (node: Nodes) => void): void {
  visit(node)
  if (!('children' in node)) return
  for (const child of node.children) eachNode(child, visit)
}
