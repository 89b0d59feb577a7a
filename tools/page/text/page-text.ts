import type { VFile } from 'vfile'
import type { Place, Point } from '../../outcome/index.ts'

/** Text of a page, with conversion of offsets to lines and columns. */
export interface PageText {
  readonly file: VFile
  /** Whole text, including a byte order mark. */
  readonly text: string
  readonly pointAt: (offset: number) => Point
}

/**
 * Prepare the text of a page.
 *
 * A byte order mark counts in offsets but not in columns, as in editors.
 */
export function readPageText(file: VFile): PageText {
  const text = String(file)
  const starts = [0]
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length)
  const shift = text.startsWith('\uFEFF') ? 1 : 0
  const pointAt = (offset: number): Point => {
    const line = lastAtMost(starts, offset)
    const column = offset - (starts[line] ?? 0) + 1 - (line === 0 ? shift : 0)
    return { line: line + 1, column: Math.max(1, column), offset }
  }
  return { file, text, pointAt }
}

/** Convert two offsets to a place. */
export function placeAt(page: PageText, start: number, end: number): Place {
  return { start: page.pointAt(start), end: page.pointAt(end) }
}

function lastAtMost(sorted: readonly number[], value: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
