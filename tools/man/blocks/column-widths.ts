import type { PhrasingContent, Table, TableCell } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { textWidth } from './text-width.ts'

/** Layout of the columns of a table. */
export interface Columns {
  /** Width of each, without the box. */
  readonly widths: readonly number[]
  /** Which of them wrap their cells. */
  readonly wraps: readonly boolean[]
}

/** Least width of a column that wraps. */
const least = 12

/**
 * Fit a table into `room` terminal columns, wrapping the widest columns first.
 *
 * @returns
 *   Layout; `undefined` if even narrow columns do not fit, since words are never broken.
 */
export function fitColumns(table: Table, room: number, boxed: boolean): Columns | undefined {
  const count = Math.max(0, ...table.children.map((row) => row.children.length))
  const columns = Array.from({ length: count }, (_, column) =>
    table.children.map((row) => shownText(row.children[column])),
  )
  const natural = columns.map((cells) => Math.max(1, ...cells.map(textWidth)))
  const words = columns.map((cells) =>
    Math.max(1, ...cells.flatMap((cell) => cell.split(/\s+/)).map(textWidth)),
  )
  for (let cap = Math.max(least, ...natural); cap >= least; cap -= 1) {
    const widths = natural.map((width, column) =>
      Math.max(words[column] ?? 0, Math.min(width, cap)),
    )
    if (frameOf(widths, boxed) <= room) {
      return { widths, wraps: widths.map((width, column) => width < (natural[column] ?? 0)) }
    }
  }
  return undefined
}

/** Total width of columns, with three between them, and of the box around them. */
function frameOf(widths: readonly number[], boxed: boolean): number {
  return widths.reduce((sum, width) => sum + width + 3, boxed ? 1 : -3)
}

/** Printed text of a cell, with the address after the text of a link. */
function shownText(cell: TableCell | undefined): string {
  return cell?.children.map(shownPhrasing).join('') ?? ''
}

function shownPhrasing(node: PhrasingContent): string {
  return node.type === 'link' ? `${plainText(node)} <${node.url}>` : plainText(node)
}
