import type { ListItem } from 'mdast'
import { toString as textOf } from 'mdast-util-to-string'

/**
 * Read what an item such as ``- `EAGAIN`: The lease …`` begins with.
 *
 * @param item
 *   Item of a list.
 * @returns
 *   Its first word in code or bold; nothing where it begins otherwise.
 */
export function tagOf({ children: [first] }: ListItem): string | undefined {
  const mark = first?.type === 'paragraph' ? first.children[0] : undefined
  return mark?.type === 'inlineCode' || mark?.type === 'strong' ? textOf(mark) : undefined
}
