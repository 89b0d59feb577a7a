import type { Place, Point } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'

/** Find the stretch from an offset into an example's code to the end of that line, in its page. */
export function placeInPage(example: Example, offset: number): Place {
  const rest = /[^\n]*/.exec(example.code.slice(offset))?.[0] ?? ''
  const text = rest.replace(/\s*\/\/.*$/, '').trimEnd() || rest
  return { start: pointInPage(example, offset), end: pointInPage(example, offset + text.length) }
}

function pointInPage(example: Example, offset: number): Point {
  const before = example.code.slice(0, offset)
  const index = before.split('\n').length - 1
  const column = offset - (before.lastIndexOf('\n') + 1)
  const line = example.lines[index] ?? example.place.start
  return { line: line.line, column: line.column + column, offset: line.offset + column }
}
