import type { List, ListItem, Paragraph, PhrasingContent, Text } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'

/** An item such as ``- `EAGAIN`: The lease …``, cut into its tag and what is said of it. */
export interface TaggedItem {
  readonly item: ListItem
  /** `EAGAIN`. */
  readonly tag: string
  readonly term: readonly PhrasingContent[]
  /** Paragraph behind the separator; absent where nothing follows. */
  readonly first: Paragraph | undefined
}

const separator = /^(?::(?=\s|$)|\s+(?:--|[–—])(?=\s|$))\s*/u

/**
 * Read a list whose every item begins with code or strong text and a separator.
 *
 * @returns
 *   Items, or `undefined` for any other list; the man page prints such a list with `.TP`.
 */
export function readTaggedList(list: List): readonly TaggedItem[] | undefined {
  if (list.ordered) return undefined
  const items = list.children.map(readItem)
  return items.every((item) => item !== undefined) && items.length > 0 ? items : undefined
}

function readItem(item: ListItem): TaggedItem | undefined {
  const [head] = item.children
  if (head?.type !== 'paragraph' || typeof item.checked === 'boolean') return undefined
  const end = head.children.findIndex((node) => node.type === 'text' && separator.test(node.value))
  const term = head.children.slice(0, end)
  const [name] = term
  const rest = head.children[end]
  if (end < 1 || rest?.type !== 'text') return undefined
  if (name?.type !== 'inlineCode' && name?.type !== 'strong') return undefined
  if (!term.every(isTermPart)) return undefined
  const text: Text = { type: 'text', value: rest.value.replace(separator, '') }
  const children = [...(text.value === '' ? [] : [text]), ...head.children.slice(end + 1)]
  const first: Paragraph | undefined =
    children.length === 0 ? undefined : { type: 'paragraph', children }
  return { item, tag: term.map((node) => textOf(node)).join(''), term, first }
}

/** `A`, `B` and `--shard` *i/n* are terms; a sentence that happens to hold a colon is not. */
function isTermPart(node: PhrasingContent): boolean {
  if (node.type === 'text') return /^(?:,? (?:or |and )?|\(\d\w*\))$/.test(node.value)
  return node.type === 'inlineCode' || node.type === 'strong' || node.type === 'emphasis'
}
