import { nearest } from './nearest.ts'

/**
 * Phrase the expected words for a message.
 *
 * @param word
 *   Mistyped word.
 * @param candidates
 *   Known words, at least one.
 * @returns
 *   The nearest one in backticks, or all of them: `` `a`, `b` or `c` ``.
 */
export function expectedOf(word: string, candidates: Iterable<string>): string {
  const known = [...candidates]
  const near = nearest(word, known)
  return near === undefined ? listOf(known) : `\`${near}\``
}

/**
 * Join words as a choice.
 *
 * @param words
 *   At least one.
 * @returns
 *   `` `a`, `b` or `c` ``.
 */
export function listOf(words: Iterable<string>): string {
  const quoted = [...words].map((word) => `\`${word}\``)
  const last = quoted.pop() ?? 'nothing'
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`
}
