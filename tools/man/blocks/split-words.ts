import { textWidth } from './text-width.ts'

/** Split words wider than `columns` with blanks, between graphemes. */
export function splitWords(value: string, columns: number): string {
  if (textWidth(value) <= columns) return value
  return value
    .split(' ')
    .flatMap((word) => piecesOf(word, columns))
    .join(' ')
}

/** Break text into lines at blanks; all but the first line start with `hang`. */
export function wrapWords(value: string, columns: number, hang = ''): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of value.split(' ')) {
    const next = current === '' ? word : `${current} ${word}`
    if (current !== '' && textWidth(next) > columns) {
      lines.push(current)
      current = `${hang}${word}`
    } else current = next
  }
  return [...lines, current]
}

function piecesOf(word: string, columns: number): string[] {
  if (textWidth(word) <= columns) return [word]
  const pieces: string[] = []
  let current = ''
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
  for (const { segment } of segmenter.segment(word)) {
    if (current !== '' && textWidth(current + segment) > columns) {
      pieces.push(current)
      current = segment
    } else current += segment
  }
  return [...pieces, current]
}
