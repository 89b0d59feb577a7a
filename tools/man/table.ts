import type { AlignType, PhrasingContent, Table, TableCell } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type Context, gapOf } from './context.ts'
import type { FlowHandler } from './flow-handler.ts'
import { dropFonts, foldFonts } from './marked.ts'
import { markPhrasing } from './phrasing.ts'
import { layoutInline, layoutParagraph } from './roff/layout.ts'
import { type Line, printLines, request, tableLine, text } from './roff/line.ts'

/** Columns that a boxed table may fill: a terminal of 80 less the margin, less some safety. */
const maxWidth = 71
/** Least columns for the cells that wrap. */
const minWrap = 20
/** Longest row that stands on one source line. */
const maxRow = 76

/** A grid through tbl, or, when that cannot fit a terminal, one tagged paragraph a row. */
export const table: FlowHandler<'table'> = (node, context) => {
  const widths = columnWidths(node)
  const wide = widths.indexOf(Math.max(...widths))
  const fixed = frame(widths) - (widths[wide] ?? 0)
  const room = maxWidth - context.indent
  if (frame(widths) > room && fixed + minWrap > room) return rowList(node, context)
  return grid(node, context, frame(widths) > room ? wide : -1)
}

/** A row outside a table, which no parser makes: its cells in a line. */
export const tableRow: FlowHandler<'tableRow'> = (node, context) =>
  node.children.flatMap((cell) => tableCell(cell, context, () => []))

/** A cell outside a row, which no parser makes. */
export const tableCell: FlowHandler<'tableCell'> = (node, context) => [
  ...gapOf(context),
  ...layoutParagraph(foldFonts(markPhrasing(node.children, context))),
]

/** Width of a box whose cells need `widths`: a rule and a blank on both sides of each. */
function frame(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + 3, 1)
}

function columnWidths(node: Table): number[] {
  const count = Math.max(0, ...node.children.map((row) => row.children.length))
  return Array.from({ length: count }, (_, column) =>
    Math.max(1, ...node.children.map((row) => cellWidth(row.children[column]))),
  )
}

function cellWidth(cell: TableCell | undefined): number {
  return cell ? Array.from(layoutInlineWidth(cell)).length : 0
}

/** Text of a cell as wide as it prints: an address is shown behind its link's text. */
function layoutInlineWidth(cell: TableCell): string {
  return cell.children.map(shownText).join('')
}

function shownText(node: PhrasingContent): string {
  return node.type === 'link' ? `${plainText(node)} (${node.url})` : plainText(node)
}

function grid(node: Table, context: Context, wide: number): Line[] {
  const columns = columnWidths(node).length
  const rows = node.children.map((row) =>
    Array.from({ length: columns }, (_, column) => row.children[column]),
  )
  const formats = Array.from({ length: columns }, (_, column) =>
    format(node.align?.[column], column === wide),
  )
  return [
    ...gapOf(context),
    request('TS'),
    tableLine(isPlain(node) ? 'tab(@);' : 'allbox tab(@);'),
    tableLine(formats.map((letter) => `${letter}b`).join(' ')),
    tableLine(`${formats.join(' ')}.`),
    ...rows.flatMap((cells, index) => rowLines(cells, index === 0, { context, wide })),
    request('TE'),
    // Tbl's lower rule takes the blank line that would part the table from what follows.
    ...(isPlain(node) ? [] : [request('sp')]),
  ]
}

/** Whether the table goes without rules, as the compiler's own tables of outcomes do. */
function isPlain(node: Table): boolean {
  return Object.hasOwn(node.data ?? {}, 'plain')
}

function format(align: AlignType | undefined, wide: boolean): string {
  return (align === 'center' ? 'c' : align === 'right' ? 'r' : 'l') + (wide ? 'x' : '')
}

/** A row's cells between `@`, which escaped text never contains; long ones as text blocks. */
function rowLines(
  cells: readonly (TableCell | undefined)[],
  head: boolean,
  { context, wide }: { readonly context: Context; readonly wide: number },
): Line[] {
  const values = cells.map((cell) => cellText(cell, head, context))
  const short = values.map((marked) => guardCell(layoutInline(marked)))
  const fits = short.join('@').length <= maxRow
  const pieces = values.map((marked, column) => {
    const needsBlock = column === wide || !fits || marked.includes('\ue080break')
    return needsBlock && short[column] ? `T{\n${printLines(layoutCell(marked))}T}` : short[column]
  })
  return pieces.join('@').split('\n').map(tableLine)
}

function cellText(cell: TableCell | undefined, head: boolean, context: Context): string {
  const marked = markPhrasing(cell?.children ?? [], context)
  return head ? dropFonts(marked) : foldFonts(marked)
}

/** Mandoc ignores macros in cells, so references and links stand in the text. */
function layoutCell(marked: string): Line[] {
  return layoutParagraph(layoutInline(marked))
}

/** Tbl takes `_` and `=` for rules, `T{` for a text block, and a full stop for a request. */
function guardCell(value: string): string {
  return /^(?:[._=]|T\{)/.test(value) ? `\\&${value}` : value
}

function rowList(node: Table, context: Context): Line[] {
  const [head, ...rows] = node.children
  return rows.flatMap((row) => {
    const [first, ...others] = row.children
    const tag = layoutInline(cellText(first, false, context)) || '\\&'
    const pairs = others.flatMap((cell, index) => {
      const label = head?.children[index + 1]
      const value = cellText(cell, false, context)
      const lines = layoutCell(`${cellText(label, true, context)}: ${value}`)
      return index === 0 ? lines : [request('br'), ...lines]
    })
    return [request('TP', '8'), text(tag), ...(pairs.length > 0 ? pairs : [text('\\&')])]
  })
}
