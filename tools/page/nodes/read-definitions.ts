import type { List, ListItem, Paragraph, PhrasingContent } from 'mdast'

/** An item such as ``- `EAGAIN`: The lease …``, split into tag and text. */
export interface Definition {
  readonly item: ListItem
  /** Terms and the joints between them, without the divider. */
  readonly tag: readonly PhrasingContent[]
  /** Rest of the first paragraph after the divider, if any, and the blocks below it. */
  readonly body: ListItem['children']
}

/** Text between two terms of a tag. */
const joint = /^(?:,? (?:and|or) |, ?| ?\/ ?| )$/
/** Text between tag and body. */
const divider = /^(?::(?=\s|$)| ?[—–](?=\s|$)|\s+--?(?=\s|$))\s*/

/**
 * Read a list as terms with text.
 *
 * @param node
 *   List.
 * @returns
 *   Definitions, if every item starts with formatted words and a dash or colon, as in
 *   `- **EAGAIN** -- text`; otherwise `undefined`. The man page prints them by `.TP`, the site as
 *   `dl`.
 * @see man-pages(7), on tagged lists; assumed: readers do not want a divider after a tag
 */
export function readDefinitions(node: List): Definition[] | undefined {
  if (node.ordered) return
  const definitions = node.children.map(readDefinition)
  return definitions.every((definition) => definition !== undefined) ? definitions : undefined
}

function readDefinition(item: ListItem): Definition | undefined {
  const [first, ...rest] = item.children
  if (first?.type !== 'paragraph' || typeof item.checked === 'boolean') return
  const at = first.children.findIndex((child, index) => !belongsToTag(child, index))
  const next = first.children[at]
  if (at === 0 || next?.type !== 'text') return
  const match = divider.exec(next.value)
  if (!match) return
  const text = { ...next, value: next.value.slice(match[0].length) }
  const children = [...(text.value ? [text] : []), ...first.children.slice(at + 1)]
  const paragraph: Paragraph = { ...first, children }
  return {
    item,
    tag: first.children.slice(0, at),
    body: children.length > 0 ? [paragraph, ...rest] : rest,
  }
}

/** Terms have even positions, joints odd ones. */
function belongsToTag(node: PhrasingContent, index: number): boolean {
  if (index % 2 === 1) return node.type === 'text' && joint.test(node.value)
  return node.type === 'strong' || node.type === 'inlineCode' || node.type === 'emphasis'
}
