import type { Place, Point } from '../../outcome/index.ts'
import type { Example } from '../page.ts'

/**
 * Find a range of an example in its page.
 *
 * @param example
 *   Example; only `code` and `lines` count.
 * @param start
 *   Offset into the code.
 * @param end
 *   Offset into the code; default: `start`.
 * @returns
 *   Place in the page, after quote and list prefixes.
 */
export function placeIn(
  example: Pick<Example, 'code' | 'lines'>,
  start: number,
  end: number = start,
): Place {
  return { start: pointIn(example, start), end: pointIn(example, end) }
}

function pointIn({ code, lines }: Pick<Example, 'code' | 'lines'>, offset: number): Point {
  const before = code.slice(0, offset)
  const index = Math.min(before.split('\n').length, Math.max(1, lines.length)) - 1
  const line = lines[index] ?? { line: 1, column: 1, offset: 0 }
  const across = offset - (before.lastIndexOf('\n') + 1)
  return { line: line.line, column: line.column + across, offset: line.offset + across }
}
