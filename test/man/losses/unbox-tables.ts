/**
 * Lines of a rendered page with each boxed table as its cells, one to a line, in reading order.
 *
 * A cell that wraps stands beside the next one's lines; its own are put together here.
 */
export function unboxTables(lines: readonly string[]): string[] {
  const out: string[] = []
  let cells: string[] = []
  let isBoxed = false
  for (const line of lines) {
    const shown = line.trim()
    // A tree in code has such signs, too, but no box around it.
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
