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
  const aligned = lines.map((each) => alignComment(each, commentColumn(lines, columns)))
  return aligned.flatMap((each) => breakComment(each, columns)).join('\n')
}

/** Column of the comments that leaves most of them on their lines: behind the longest short call. */
function commentColumn(lines: readonly string[], columns: number): number {
  const fitting = lines
    .map((each) => line.exec(each))
    .filter((match) => match !== null)
    .filter(([, code = '', , comment = '']) => code.length + 2 + comment.length <= columns)
  const longest = Math.max(0, ...fitting.map(([, code = '']) => code.length))
  const widest = Math.max(0, ...fitting.map(([, , , comment = '']) => comment.length))
  return Math.min(longest + 2, columns - widest)
}

function alignComment(each: string, column: number): string {
  const [, code, , comment] = line.exec(each) ?? []
  if (code === undefined || comment === undefined) return each
  return `${code.padEnd(column - 2)}  ${comment}`
}

function breakComment(each: string, columns: number): string[] {
  const [, code = '', , comment = ''] = line.exec(each) ?? []
  if (each.length <= columns || comment === '') return [each]
  const indent = ' '.repeat(code.search(/\S/) + 4)
  return [code, `${indent}${comment}`]
}
