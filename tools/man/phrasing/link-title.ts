import type { Definition, Nodes } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'

/**
 * Title of a link or image, which is printed after the address.
 *
 * @param definitions
 *   Definitions of the page, whose titles references have.
 * @returns
 *   Title; `undefined` for other nodes, and for a title that repeats the text.
 */
export function linkTitle(
  node: Nodes,
  definitions: ReadonlyMap<string, Definition>,
): string | undefined {
  const title = ownTitle(node, definitions)?.replace(/\s+/g, ' ').trim()
  return title && title !== plainText(node).replace(/\s+/g, ' ').trim() ? title : undefined
}

function ownTitle(
  node: Nodes,
  definitions: ReadonlyMap<string, Definition>,
): string | null | undefined {
  if (node.type === 'link' || node.type === 'image') return node.title
  if (node.type !== 'linkReference' && node.type !== 'imageReference') return
  return definitions.get(node.identifier)?.title
}
