const marks = /^[\p{Mn}\p{Me}\p{Cf}]+$/u
const pictures = /\p{Emoji_Presentation}|\uFE0F/u

/**
 * Count the terminal columns of a text.
 *
 * @param text
 *   Text without tabs and line ends.
 * @returns
 *   Columns: 2 for wide characters and emoji, 0 for lone combining marks.
 * @see Unicode Standard Annex 11, classes W and F; ranges as in wcwidth(3) of glibc 2.36, assumed
 */
export function widthOf(text: string): number {
  let width = 0
  // Few pages need it, and making one takes as long as compiling a page.
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(text)) width += columnsOf(segment)
  return width
}

let segmenter: Intl.Segmenter | undefined

function columnsOf(cluster: string): number {
  if (marks.test(cluster)) return 0
  return pictures.test(cluster) || isWide(cluster.codePointAt(0) ?? 0) ? 2 : 1
}

function isWide(code: number): boolean {
  return wide.some(([first, last]) => code >= first && code <= last)
}

const wide: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x20000, 0x3fffd],
]
