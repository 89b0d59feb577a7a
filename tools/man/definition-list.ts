import type { BlockContent, DefinitionContent, List, ListItem, PhrasingContent } from 'mdast'

/** An item that starts with a term. */
export interface Definition {
  readonly tag: readonly PhrasingContent[]
  readonly body: readonly (BlockContent | DefinitionContent)[]
}

/** What stands between two terms of one tag. */
const joint = /^(?:,? (?:and|or) |, ?| ?\/ ?| )$/
/** What stands between tag and text. */
const divider = /^(?::\s+| ?[—–]\s+|\s+--?\s+)/

/**
 * Items as terms with text, where every item starts with formatted words and a dash or colon, as
 * in `- **EAGAIN** -- text`; nothing for any other list.
 */
export function readDefinitions(node: List): Definition[] | undefined {
  if (node.ordered) return
  const definitions = node.children.map(readDefinition)
  return definitions.every((definition) => definition !== undefined) ? definitions : undefined
}

function readDefinition(node: ListItem): Definition | undefined {
  const [first, ...rest] = node.children
  if (first?.type !== 'paragraph' || typeof node.checked === 'boolean') return
  const at = first.children.findIndex((child, index) => !belongsToTag(child, index))
  const behind = first.children[at]
  const match = behind?.type === 'text' ? divider.exec(behind.value) : undefined
  if (!match || at === 0 || behind?.type !== 'text') return
  const text = { ...behind, value: behind.value.slice(match[0].length) }
  const children = [...(text.value ? [text] : []), ...first.children.slice(at + 1)]
  const paragraph = { ...first, children }
  return {
    tag: first.children.slice(0, at),
    body: children.length > 0 ? [paragraph, ...rest] : rest,
  }
}

/** Terms stand at even places, joints between them. */
function belongsToTag(node: PhrasingContent, index: number): boolean {
  if (index % 2 === 1) return node.type === 'text' && joint.test(node.value)
  return node.type === 'strong' || node.type === 'inlineCode' || node.type === 'emphasis'
}
