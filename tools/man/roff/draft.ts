import { type Line, text } from './line.ts'
import { looksLikeEnd } from './sentence.ts'

/**
 * Longest text line that can be broken.
 *
 * @see man-pages(7), 6.20, "Conventions for source file layout"
 */
export const sourceWidth = 75

/** Least length of a line that is broken after a clause. */
const shortest = 24

/** Lines of a paragraph, and the words of the next one. */
export interface Draft {
  readonly lines: Line[]
  words: string[]
  /** Length of the words, with a blank after each. */
  length: number
}

/** End a line. The dummy character keeps groff from seeing the end of a sentence. */
export function flush(draft: Draft, sentence: boolean): void {
  if (draft.words.length === 0) return
  const value = draft.words.join(' ')
  draft.lines.push(text(sentence || !looksLikeEnd(value) ? value : `${value}\\&`))
  draft.words = []
  draft.length = 0
}

/** Add a word; a line that gets too long ends after its last clause. */
export function addWord(draft: Draft, word: string): void {
  if (draft.length + word.length > sourceWidth && draft.words.length > 0) {
    const rest = draft.words.splice(clauseEnd(draft.words, draft.length))
    flush(draft, false)
    draft.words = rest
    draft.length = rest.reduce((sum, { length }) => sum + length + 1, 0)
    if (draft.length + word.length > sourceWidth) flush(draft, false)
  }
  draft.words.push(word)
  draft.length += word.length + 1
}

/** Number of words up to the end of the last clause; all of them if there is none. */
function clauseEnd(words: readonly string[], columns: number): number {
  let length = columns
  for (let count = words.length; count > 0 && length > shortest; count -= 1) {
    const last = words[count - 1] ?? ''
    if (/[,;:)]$/.test(last) || words[count]?.startsWith('(')) return count
    length -= last.length + 1
  }
  return words.length
}
