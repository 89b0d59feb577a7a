import { seam } from './text-pieces.ts'

/** Where the words of a text end in a page, and the first of them that it lacks. */
export interface FoundWords {
  /** Index behind the last of them. */
  readonly end: number
  readonly lost: string | undefined
}

/** Signs that no word contains, and without which most pages are ASCII. */
const betweenWords = /[‘’“”–—•]/g

/** Words of a compiled page, in their order. */
export function pageWords(text: string): string[] {
  const plain = text.replace(betweenWords, ' ')
  const words = isAscii(plain)
    ? plain.toLowerCase().match(/\w+/g)
    : fold(text).match(/[\p{L}\p{M}\p{N}_]+/gu)
  return words ?? []
}

/**
 * Find the words of a text in those of a page, in their order, each at its first place from `at` on.
 *
 * @param loose
 *   Whether each may stand anywhere behind `at`, which is the end then.
 */
export function findWords(
  text: string,
  words: readonly string[],
  at: number,
  loose: boolean,
): FoundWords {
  const whole = text.replaceAll(seam, '')
  // What Unicode calls a letter takes a search of its tables.
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

/** A group is a word, in parts where a link begins or ends in it. */
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
 * Index behind a group at its first place from `at` on, in as many words as it takes; -1 where there
 * is none. Each way to part it counts: the first part may stand alone earlier, and not be meant.
 */
function findGroup(parts: readonly string[], words: readonly string[], at: number): number {
  if (parts.length === 1) return words.indexOf(fold(parts[0] ?? ''), at) + 1 || -1
  // By number of parts: the index behind them, at the earliest.
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
 * A text by way of capitals, as a heading has `SS` for `ß`, without the form that a sigma has at the
 * end of a word, and with accents apart: one may stand on a letter of the node before its own.
 */
function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase()
  return text.normalize('NFD').toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFD')
}

function isAscii(text: string): boolean {
  return !/[^\0-\x7f]/.test(text)
}
