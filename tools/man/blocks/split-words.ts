import { textWidth } from './text-width.ts'

/** Text with a blank wherever a word would take more than `columns`; no sign is parted. */
export function splitWords(value: string, columns: number): string {
  if (textWidth(value) <= columns) return value
  return value
    .split(' ')
    .flatMap((word) => piecesOf(word, columns))
    .join(' ')
}

/** Lines of text, broken at blanks; those below the first begin with `hang`. */
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
