import { expandTabs } from './roff/escape.ts'

/** A line with an expectation: code, blanks, comment. */
const line = /^(.*?\S)(\s*)(\/\/=>.*)$/

/**
 * Code whose `//=>` comments fit `columns`, where that can be done by moving them.
 *
 * Comments move to the left, all to one column; one that still does not fit goes to the line
 * below its call, indented by 4. Nothing is left out.
 */
export function fitExpectations(code: string, columns: number): string {
  const lines = code.split('\n').map(expandTabs)
  if (lines.every((each) => each.length <= columns)) return lines.join('\n')
  const column = commentColumn(lines, columns)
  const aligned = lines.map((each) => alignComment(each, column, columns))
  return aligned.flatMap((each) => breakComment(each, columns)).join('\n')
}

/** Column at which the most comments can stand below each other; of several, the leftmost. */
function commentColumn(lines: readonly string[], columns: number): number {
  const parts = lines.map((each) => line.exec(each)).filter((match) => match !== null)
  const starts = parts.map(([, code = '']) => code.length + 2)
  const count = (at: number): number =>
    parts.filter(
      ([, code = '', , comment = '']) => code.length + 2 <= at && at + comment.length <= columns,
    ).length
  return starts.sort((a, b) => count(b) - count(a) || a - b)[0] ?? 0
}

function alignComment(each: string, column: number, columns: number): string {
  const [, code, , comment] = line.exec(each) ?? []
  if (code === undefined || comment === undefined) return each
  const start = Math.max(code.length + 2, Math.min(column, columns - comment.length))
  return `${code.padEnd(start)}${comment}`
}

function breakComment(each: string, columns: number): string[] {
  const [, code = '', , comment = ''] = line.exec(each) ?? []
  if (each.length <= columns || comment === '') return [each]
  const indent = ' '.repeat(code.search(/\S/) + 4)
  return [code, `${indent}${comment}`]
}
