import { visibleLine } from '../../message/index.ts'

/**
 * Lay out rows in columns two blanks apart, without trailing blanks; the first row is the head.
 */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(visibleLine))
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...shown.map((row) => row[column]?.length ?? 0)),
  )
  return shown
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '))
    .map((line) => `${line.trimEnd()}\n`)
    .join('')
}
