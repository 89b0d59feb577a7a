import type { Definition, Nodes, Paragraph, RootContent } from 'mdast'
import { linkTitle } from '../phrasing/link-title.ts'
import { isOuterAddress } from '../phrasing/links.ts'

/**
 * Repeat a title, or the line of a NAME section, in the body if the header does not show all of it.
 *
 * The header is text for programs, without addresses, titles of links, images, notes and HTML.
 */
export function headerRest(
  node: RootContent,
  definitions: ReadonlyMap<string, Definition>,
): Paragraph[] {
  if (node.type === 'paragraph') return isText(node, definitions) ? [] : [node]
  if (node.type !== 'heading' || isText(node, definitions)) return []
  const { position } = node
  return [{ type: 'paragraph', children: node.children, ...(position ? { position } : {}) }]
}

function isText(node: Nodes, definitions: ReadonlyMap<string, Definition>): boolean {
  switch (node.type) {
    case 'text':
    case 'inlineCode':
      return true
    case 'emphasis':
    case 'heading':
    case 'paragraph':
    case 'strong':
      return node.children.every((child) => isText(child, definitions))
    case 'link':
    case 'linkReference':
      // These addresses are listed under SEE ALSO.
      return (
        linkTitle(node, definitions) === undefined &&
        isOuterAddress(node.type === 'link' ? node.url : definitions.get(node.identifier)?.url) &&
        node.children.every((child) => isText(child, definitions))
      )
    default:
      return false
  }
}
