import type { Definition, Nodes, Paragraph, RootContent } from 'mdast'
import { linkTitle } from '../phrasing/link-title.ts'
import { isOuterAddress } from '../phrasing/links.ts'

/**
 * What a title, or the line of a NAME section, leaves to the body once its text stands in the header.
 *
 * The header is text for programs, without addresses, titles of links, images, notes and HTML: where there is any of
 * these, the whole line stands in the page once more.
 *
 * @param definitions
 *   Definitions of the page, by identifier.
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
      // Such an address is listed under SEE ALSO.
      return (
        linkTitle(node, definitions) === undefined &&
        isOuterAddress(node.type === 'link' ? node.url : definitions.get(node.identifier)?.url) &&
        node.children.every((child) => isText(child, definitions))
      )
    default:
      return false
  }
}
