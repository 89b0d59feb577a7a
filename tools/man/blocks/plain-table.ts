import type { PhrasingContent, Table, TableCell, TableRow } from 'mdast'
import { wrapWords } from './split-words.ts'

/** Make a table without rules, for content that the compiler adds. */
export function plainTable(rows: TableRow[]): Table {
  return { type: 'table', align: [], children: rows, data: { plain: true } as object }
}

/** Make a cell of such a table. */
export function plainCell(value: string, type: 'text' | 'inlineCode' = 'text'): TableCell {
  return { type: 'tableCell', children: [{ type, value }] }
}

/** Whether `node` was made by `plainTable`. */
export function isPlain(node: Table): boolean {
  return Object.hasOwn(node.data ?? {}, 'plain')
}

/**
 * Split rows so that each has one line: a long cell continues in the row below, indented by 2.
 *
 * Without rules, rows need no text blocks, which tbl cannot break across pages: it warns that a
 * block "will not fit on one page".
 *
 * @see tbl(1), 1.22.4, measured
 */
export function splitRows(node: Table, widths: readonly number[]): Table {
  return { ...node, children: node.children.flatMap((row) => splitRow(row, widths)) }
}

function splitRow(row: TableRow, widths: readonly number[]): TableRow[] {
  const cells = row.children.map((cell, column) => splitCell(cell, widths[column] ?? 0))
  const height = Math.max(...cells.map((lines) => lines.length))
  return Array.from({ length: height }, (_, index) => ({
    type: 'tableRow',
    children: cells.map((lines) => lines[index] ?? plainCell('')),
  }))
}

function splitCell(cell: TableCell, width: number): TableCell[] {
  const [only] = cell.children
  if (only?.type !== 'text' && only?.type !== 'inlineCode') return [cell]
  return wrapWords(only.value, width, '  ').map((value) => ({
    ...cell,
    children: [{ ...only, value } as PhrasingContent],
  }))
}
