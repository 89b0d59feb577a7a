import type { Nodes } from 'mdast'
import type { Position } from 'unist'

/**
 * Give nodes that were made the place of what they were made of, so that what one loses has a place.
 *
 * @param nodes
 *   Nodes; one that has a place keeps it.
 * @param position
 *   Place of the example, or of the entry, that they are about.
 * @returns
 *   The same nodes, copied.
 */
export function placedAt<Kind extends Nodes>(
  nodes: readonly Kind[],
  position: Position | undefined,
): Kind[] {
  if (position === undefined) return [...nodes]
  return nodes.map((node) => ({
    position,
    ...node,
    ...('children' in node && { children: placedAt(node.children, position) }),
  }))
}
