import type { AlignType, Table, TableCell } from 'mdast'
import { type Context, gapOf } from '../context.ts'
import { dropFonts, foldFonts } from '../phrasing/marked.ts'
import { markPhrasing } from '../phrasing/phrasing.ts'
import { layoutParagraph, layoutPlain, layoutTag } from '../roff/layout.ts'
import { type Line, request, tableLine, text } from '../roff/line.ts'
import { layoutInline } from '../roff/word.ts'
import { type Columns, fitColumns } from './column-widths.ts'
import type { FlowHandler } from './flow-handler.ts'
import { plainList } from './plain-list.ts'
import { isPlain, splitRows } from './plain-table.ts'

/** Most columns of a table: a terminal of 80, less the margin and some slack. */
const maxWidth = 71
/** Longest row on one source line. */
const maxRow = 76

/** A grid made by tbl or, if that cannot fit a terminal, one tagged paragraph per row. */
export const table: FlowHandler<'table'> = (node, context, flow) => {
  const room = maxWidth - context.indent
  const columns = fitColumns(node, room, !isPlain(node))
  if (!isPlain(node)) return columns ? grid(node, context, columns) : rowList(node, context)
  const literal = { ...context, literal: true }
  if (!columns) return flow(plainList(node, room), literal)
  const wraps = columns.wraps.map(() => false)
  const [head, ...rows] = node.children.map(
    (row) => splitRows({ ...node, children: [row] }, columns.widths).children,
  )
  const split = { ...node, children: [...(head ?? []), ...rows.flat()] }
  return grid(split, literal, { ...columns, wraps }, head?.length)
}

/** A row outside a table, which no parser makes: one cell per block. */
export const tableRow: FlowHandler<'tableRow'> = (node, context, flow) =>
  flow(node.children, context)

/** A cell outside a row, which no parser makes. */
export const tableCell: FlowHandler<'tableCell'> = (node, context) => [
  ...gapOf(context),
  ...layoutParagraph(foldFonts(markPhrasing(node.children, context))),
]

/** A table whose first `heads` rows name the columns. */
function grid(node: Table, context: Context, columns: Columns, heads = 1): Line[] {
  const rows = node.children.map((row, index) =>
    columns.widths.map((_, column) => readCell(row.children[column], index < heads, context)),
  )
  const style = styleOf(node, rows, columns)
  const narrow = style === 'ruled' && columns.wraps.includes(true) && columns.wraps.length > 1
  const formats = columns.widths.map((_, column) => {
    const letters = format(node.align?.[column], column, columns)
    // Mandoc 1.14.6 draws the rule above a column that takes the rest of the line one sign too
    // long.
    return narrow && column === 0 ? `${letters}2` : letters
  })
  const bold = formats.map((letters) => letters.replace(/^./, '$&b'))
  return [
    ...gapOf(context),
    request('TS'),
    tableLine(`${options[style]} tab(@);`),
    ...Array.from({ length: heads }, () => tableLine(bold.join(' '))),
    ...(style === 'ruled' ? [tableLine(formats.map(() => '_').join(' '))] : []),
    tableLine(`${formats.join(' ')}.`),
    ...rows.flatMap((cells) => rowLines(cells, columns, style !== 'plain')),
    request('TE'),
    // Tbl's lower rule replaces the blank line that would separate the table from the next block.
    ...(style === 'boxed' ? [request('sp')] : []),
  ]
}

/**
 * Options of tbl for tables without rules, with one rule below the names of the columns, and with
 * boxes.
 *
 * `nokeep`: a row kept together at the end of a page would cause a warning and an empty line.
 * `nowarn`: on a terminal of less than 80 columns, a table can stick out, as code does.
 */
const options = {
  plain: 'nokeep nowarn',
  ruled: 'nowarn',
  boxed: 'allbox nowarn',
} as const

/** Boxes are for rows that cannot be read line by line: if a cell before the last one wraps. */
function styleOf(
  node: Table,
  rows: readonly (readonly Cell[])[],
  { wraps }: Columns,
): keyof typeof options {
  if (isPlain(node)) return 'plain'
  const isLong = rows.some((cells) => joinCells(cells.slice(0, -1)).length > maxRow)
  return isLong || wraps.slice(0, -1).includes(true) ? 'boxed' : 'ruled'
}

function joinCells(cells: readonly Cell[]): string {
  return cells.map(({ short }) => short).join('@')
}

/** Text of a cell, with marks, and as printed in a row. */
interface Cell {
  readonly marked: string
  readonly short: string
}

function readCell(cell: TableCell | undefined, head: boolean, context: Context): Cell {
  const marked = cellText(cell, head, context)
  return { marked, short: guardCell(guardBraces(layoutInline(marked))) }
}

/** Format of a column; of those that wrap, the widest gets the spare room of a wider terminal. */
function format(align: AlignType | undefined, column: number, { widths, wraps }: Columns): string {
  const letter = align === 'center' ? 'c' : align === 'right' ? 'r' : 'l'
  if (!wraps[column]) return letter
  const widest = Math.max(...widths.filter((_, index) => wraps[index]))
  return widths.indexOf(widest) === column ? `${letter}x` : `${letter}w(${widths[column]})`
}

/** Cells of a row separated by `@`, which escaped text never contains; long ones as text blocks. */
function rowLines(cells: readonly Cell[], { wraps }: Columns, blocks: boolean): Line[] {
  const lines: Line[] = []
  let row = ''
  for (const [column, { marked, short }] of cells.entries()) {
    if (column > 0) row += '@'
    // A text block takes a share of the line, whatever its column needs. The short rows of a table
    // without rules must not become text blocks.
    const isLong = blocks && row.length + short.length > maxRow
    if (short && (wraps[column] || isLong)) {
      lines.push(tableLine(`${row}T{`), ...layoutCell(marked))
      row = 'T}'
    } else row += short
  }
  // An empty line is not a row.
  return [...lines, tableLine(/^(?:@|$)/.test(row) ? `\\&${row}` : row)]
}

function cellText(cell: TableCell | undefined, head: boolean, context: Context): string {
  const marked = markPhrasing(cell?.children ?? [], context)
  return head ? dropFonts(marked) : foldFonts(marked)
}

/** Mandoc ignores macros in cells, so marks are inline; blanks of code can break here. */
function layoutCell(marked: string): Line[] {
  return layoutPlain(guardBraces(layoutInline(marked)).replaceAll('\\ ', ' '))
}

/** Tbl takes `T{` and `T}` for the ends of a text block. */
function guardBraces(value: string): string {
  return value.replace(/T(?=[{}])/g, 'T\\&')
}

/** Tbl takes `_` and `=` for rules, and a full stop for a request. */
function guardCell(value: string): string {
  return /^(?:[._=]|\\[_^])/.test(value) ? `\\&${value}` : value
}

/** Rows as tags with lines `HEAD: CELL`, below a tag that names the columns. */
function rowList(node: Table, context: Context): Line[] {
  const [head, ...rows] = node.children
  const heads = (head?.children ?? []).map((cell) => cellText(cell, true, context))
  const [tag = '', ...labels] = heads
  return [
    ...tagged(tag, [labels.join(', ')]),
    ...rows.flatMap((row) => {
      const [first = '', ...others] = row.children.map((cell) => cellText(cell, false, context))
      return tagged(
        first,
        others.map((value, index) => `${labels[index] ?? ''}: ${value}`),
      )
    }),
  ]
}

function tagged(tag: string, lines: readonly string[]): Line[] {
  const body = lines.flatMap((line, index) => [
    ...(index > 0 ? [request('br')] : []),
    ...layoutCell(line),
  ])
  return [request('TP'), layoutTag(tag), ...(body.length > 0 ? body : [text('\\&')])]
}
