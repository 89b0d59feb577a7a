import type { PhrasingContent, Table, TableCell, TableRow } from 'mdast'
import { wrapWords } from './split-words.ts'

/** A table of the compiler's own, which goes without rules. */
export function plainTable(rows: TableRow[]): Table {
  return { type: 'table', align: [], children: rows, data: { plain: true } as object }
}

/** A cell of such a table. */
export function plainCell(value: string, type: 'text' | 'inlineCode' = 'text'): TableCell {
  return { type: 'tableCell', children: [{ type, value }] }
}

/** Whether `node` was made by `plainTable`. */
export function isPlain(node: Table): boolean {
  return Object.hasOwn(node.data ?? {}, 'plain')
}

/**
 * The same table with rows of one line each: a long cell goes on in the row below, set in by 2.
 *
 * Without rules a row needs no text block, and tbl cannot break a text block over pages: it warns
 * that the block "will not fit on one page".
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
