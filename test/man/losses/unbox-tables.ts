/**
 * Replace each boxed table of a rendered page by its cells, one per line, in reading order.
 *
 * The lines of a cell that wraps are joined.
 */
export function unboxTables(lines: readonly string[]): string[] {
  const out: string[] = []
  let cells: string[] = []
  let isBoxed = false
  for (const line of lines) {
    const shown = line.trim()
    // A tree in code has such signs, too, but no box.
    const isRule = isBoxed ? /^[├└]/.test(shown) : /^┌[─┬]*┐$/.test(shown)
    if (isRule) {
      out.push(...cells)
      cells = []
      isBoxed = !shown.startsWith('└')
    } else if (isBoxed && shown.startsWith('│')) {
      for (const [column, value] of shown.split('│').slice(1, -1).entries()) {
        cells[column] = `${cells[column] ?? ''}${cells[column] ? ' ' : ''}${value.trim()}`
      }
    } else out.push(line)
  }
  return [...out, ...cells]
}
