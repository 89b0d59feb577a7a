import type { VFile } from 'vfile'
import type { Place, Point } from '../../outcome/index.ts'

/** A page and the way from offsets to lines and columns. */
export interface PageText {
  readonly file: VFile
  /** Everything, a byte order mark included. */
  readonly text: string
  readonly pointAt: (offset: number) => Point
}

/** Byte order mark. */
const mark = '\uFEFF'

/**
 * Prepare the text of a page.
 *
 * A byte order mark counts in offsets and not in columns, as editors show it.
 */
export function readPageText(file: VFile): PageText {
  const text = String(file)
  const starts = [0]
  for (const end of text.matchAll(/\r\n|\r|\n/g)) starts.push(end.index + end[0].length)
  const shift = text.startsWith(mark) ? 1 : 0
  const pointAt = (offset: number): Point => {
    const line = lastAtMost(starts, offset)
    const column = offset - (starts[line] ?? 0) + 1 - (line === 0 ? shift : 0)
    return { line: line + 1, column: Math.max(1, column), offset }
  }
  return { file, text, pointAt }
}

/** Stretch between two offsets. */
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
