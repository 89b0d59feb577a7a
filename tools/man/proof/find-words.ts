import { seam } from './text-pieces.ts'

/** Result of a search for the words of a text in a page. */
export interface FoundWords {
  /** Index after the last word. */
  readonly end: number
  /** First word that the page lacks. */
  readonly lost: string | undefined
}

/** Characters outside words, without which most pages are ASCII. */
const betweenWords = /[‘’“”–—•]/g

/** List the words of a compiled page. */
export function pageWords(text: string): string[] {
  const plain = text.replace(betweenWords, ' ')
  const words = isAscii(plain)
    ? plain.toLowerCase().match(/\w+/g)
    : fold(text).match(/[\p{L}\p{M}\p{N}_]+/gu)
  return words ?? []
}

/**
 * Find the words of a text in those of a page, in order, each at its first place from `at` on.
 *
 * @param loose
 *   Whether the words can be in any order after `at`, which is then the end.
 */
export function findWords(
  text: string,
  words: readonly string[],
  at: number,
  loose: boolean,
): FoundWords {
  const whole = text.replaceAll(seam, '')
  // Searching for letters of Unicode is slow.
  return isAscii(whole) && (!text.includes(seam) || !/\w\ue090+\w/.test(text))
    ? findPlain(whole, words, at, loose)
    : findGroups(text, words, at, loose)
}

function findPlain(text: string, words: readonly string[], at: number, loose: boolean): FoundWords {
  let end = at
  let lost: string | undefined
  for (const [index, word] of (text.toLowerCase().match(/\w+/g) ?? []).entries()) {
    const found = words[end] === word ? end : words.indexOf(word, end)
    if (found < 0) lost ??= text.match(/\w+/g)?.[index]
    else if (!loose) end = found + 1
  }
  return { end, lost }
}

/** Find groups: words, in parts if a link starts or ends inside. */
function findGroups(
  text: string,
  words: readonly string[],
  at: number,
  loose: boolean,
): FoundWords {
  let end = at
  let lost: string | undefined
  const letters = /[\p{L}\p{M}\p{N}_]+(?:\ue090+[\p{L}\p{M}\p{N}_]+)*/gu
  for (const group of text.normalize('NFD').match(letters) ?? []) {
    const parts = group.split(/\ue090+/)
    const next = findGroup(parts, words, end)
    if (next < 0) lost ??= parts.find((part) => !words.includes(fold(part), end)) ?? parts.join('')
    else if (!loose) end = next
  }
  return { end, lost }
}

/**
 * Index after a group at its first place from `at` on, printed as any number of words; -1 if there
 * is none. All ways to split it are tried, since the first part can also occur alone earlier.
 */
function findGroup(parts: readonly string[], words: readonly string[], at: number): number {
  if (parts.length === 1) return words.indexOf(fold(parts[0] ?? ''), at) + 1 || -1
  // By number of parts: the least index after them.
  const ends = [at]
  for (let count = 1; count <= parts.length; count += 1) {
    const found = ends.flatMap((end, first) => {
      const index = end < 0 ? -1 : words.indexOf(fold(parts.slice(first, count).join('')), end)
      return index < 0 ? [] : [index + 1]
    })
    ends.push(found.length > 0 ? Math.min(...found) : -1)
  }
  return ends.at(-1) ?? -1
}

/**
 * Fold the case of a text by way of capitals, since headings have `SS` for `ß`, with one form of
 * sigma, and with separate accents, which can be on a letter of the node before.
 */
function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text.normalize('NFD').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFD')
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text)
}
