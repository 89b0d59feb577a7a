import type { BlockContent, ListItem, PhrasingContent, Table, TableCell } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { wrapWords } from './split-words.ts'

/** Columns of a mark, and of the hanging indent of a long line. */
const margin = 5

/**
 * Convert a plain table that is too wide to a list: an item for each row, with a line `HEAD: CELL`
 * for each column.
 *
 * @param columns
 *   Width of a line; longer words stick out.
 */
export function plainList(node: Table, columns: number): BlockContent[] {
  const [head, ...rows] = node.children
  const [title = '', ...labels] = (head?.children ?? []).map((cell) => plainText(cell))
  const items = rows.map(({ children: [first, ...cells] }): ListItem => {
    const lines = [
      ...linesOf(first, columns),
      ...cells.flatMap((cell, index) => {
        const value = `${labels[index] ?? ''}: ${plainText(cell)}`
        return linesOf({ ...cell, children: [{ type: 'text', value }] }, columns)
      }),
    ]
    const children = lines.flatMap((line, index) => (index === 0 ? [line] : [lineEnd, line]))
    return { type: 'listItem', spread: false, children: [{ type: 'paragraph', children }] }
  })
  const intro = [{ type: 'text' as const, value: `${title}:` }]
  return [
    { type: 'paragraph', children: intro },
    { type: 'list', ordered: false, spread: false, children: items },
  ]
}

const lineEnd: PhrasingContent = { type: 'break' }

/** Lines of a cell, one node each. */
function linesOf(cell: TableCell | undefined, columns: number): PhrasingContent[] {
  const [only] = cell?.children ?? []
  if (only?.type !== 'text' && only?.type !== 'inlineCode') return [...(cell?.children ?? [])]
  return wrapWords(only.value, columns - margin, only.type === 'text' ? '' : '  ').map((value) => ({
    ...only,
    value,
  }))
}
