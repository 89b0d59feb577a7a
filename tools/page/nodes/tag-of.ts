import type { ListItem } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'

/**
 * Read the tag of an item such as ``- `EAGAIN`: The lease …``.
 *
 * @param item
 *   Item of a list.
 * @returns
 *   Text in code or bold that the item begins with; `undefined` if it begins otherwise.
 */
export function tagOf({ children: [first] }: ListItem): string | undefined {
  const mark = first?.type === 'paragraph' ? first.children[0] : undefined
  return mark?.type === 'inlineCode' || mark?.type === 'strong' ? textOf(mark) : undefined
}
