import { splitBlanks, trimEscaped } from './escape.ts'
import { lineEnd, type Mark, splitMarks } from './mark.ts'

/** Columns from which on a word, or a part of one, gets places to break. */
const longWord = 40

/** A word, glued together from text and marks without a blank between them. */
export type Word = readonly (string | Mark)[]

/** Text with marks as one string without requests, for tags and table cells. */
export function layoutInline(marked: string): string {
  const words = splitWords(marked.replaceAll(lineEnd, ''))
    .flatMap(expand)
    .map((word) => protect(inlineWord(word)))
  return trimEscaped(words.join(' '))
}

/** The same for headings: mandoc makes their anchors from it, so that only an address is broken. */
export function layoutTitle(marked: string): string {
  const words = splitWords(marked.replaceAll(lineEnd, '')).map(inlineWord)
  return trimEscaped(words.map(breakLong).join(' '))
}

/** Words of `marked`; a break is a word of its own. An escaped blank ends no word. */
export function splitWords(marked: string): Word[] {
  const words: Word[] = []
  let open: (string | Mark)[] = []
  const close = (): void => {
    const hidden = unseenIn(open)
    if (hidden === '' && open.length > 0) words.push(open)
    open = hidden === '' ? [] : addUnseen(words, hidden)
  }
  for (const piece of splitMarks(marked)) {
    if (typeof piece !== 'string') {
      if (piece.kind === 'break') {
        close()
        words.push([piece])
      } else open.push(piece)
      continue
    }
    for (const [index, part] of splitBlanks(piece).entries()) {
      if (index > 0) close()
      if (part !== '') open.push(part)
    }
  }
  close()
  return words.some(isBreak) ? words.filter(isKept) : words
}

/** Font escapes and line ends of the author's, between which no text is left. */
const unseen = new RegExp(String.raw`^(?:\\f[BIRP]|${lineEnd})+$`)

/** All of a word where it prints nothing; the first of two strings is a font that was open before. */
function unseenIn(word: Word): string {
  const [first, second = ''] = word
  if (word.length > 2 || typeof first !== 'string' || typeof second !== 'string') return ''
  if (!first.startsWith('\\f') && !first.startsWith(lineEnd)) return ''
  return unseen.test(first + second) ? first + second : ''
}

/**
 * Add what prints nothing by itself, and so is no word, to the last of `words`.
 *
 * @returns
 *   What the next word begins with: a font that opens there.
 */
function addUnseen(words: Word[], value: string): string[] {
  const font = value.replaceAll(lineEnd, '').slice(-3)
  const last = words.at(-1)
  if (!last || isBreak(last)) return font === '' ? [] : [font]
  const closing = font === '\\fR' ? font : ''
  const end = value.includes(lineEnd) || endsLine(last) ? lineEnd : ''
  if (closing + end !== '') words[words.length - 1] = [...last.map(withoutEnd), closing + end]
  return font === closing ? [] : [font]
}

/** Whether the author began a new line behind a word. */
export function endsLine(word: Word): boolean {
  const last = word.at(-1)
  return typeof last === 'string' && last.endsWith(lineEnd)
}

/** A piece of a word without the ends of lines. */
export function withoutEnd(piece: string | Mark): string | Mark {
  return typeof piece === 'string' ? piece.replaceAll(lineEnd, '') : piece
}

/** Whether a break parts something: one at an end, or behind another, is idle. */
function isKept(word: Word, index: number, all: readonly Word[]): boolean {
  return !isBreak(word) || !(isBreak(all[index - 1]) || all.slice(index + 1).every(isBreak))
}

/** A word with its marks written inline, which may bring blanks along. */
export function expand(word: Word): Word[] {
  return splitBlanks(inlineWord(word)).map((piece) => [piece])
}

export function marksIn(word: Word): number {
  return word.filter((piece) => typeof piece !== 'string').length
}

/** Whether `word` is a line break; so are the ends of a paragraph, where another would be idle. */
function isBreak(word: Word | undefined): boolean {
  const [first] = word ?? []
  return first === undefined || (typeof first !== 'string' && first.kind === 'break')
}

/** Columns of escaped text; what is no ASCII may be wide. */
function visibleLength(value: string): number {
  return value
    .replace(/\\f.|\\[%&:]/g, '')
    .replace(/\\\[u(?!0)[0-9A-F]{4,6}\]/g, 'xx')
    .replace(/\\(?:\[[^\]]*\]|.)/g, 'x').length
}

export function inlineWord(word: Word): string {
  const [only] = word
  if (word.length === 1 && typeof only === 'string') return only
  return word.map((piece) => (typeof piece === 'string' ? piece : inlineMark(piece))).join('')
}

function inlineMark(mark: Mark): string {
  if (mark.kind === 'break') return ' '
  if (mark.kind === 'reference') return `\\fB${mark.name}\\fP(${mark.section})`
  return `${layoutInline(mark.text)} \\[la]${mark.url}\\[ra]`
}

/** A word of prose with its marks of punctuation: it may be hyphenated. */
const prose =
  /^(?:\\\[(?:lq|oq)\]|["(])*[A-Za-z]?[a-z-]*(?:(?:'|\\\[[ac]q\])[a-z]+)?(?:\\\[[rc]q\]|[^A-Za-z0-9\\])*$/

/** Most words are such. */
const letters = /^[A-Za-z]?[a-z]*$/

/** Keep a hyphen out of what is not a word of prose; up to four letters, groff sets none. */
export function protect(word: string): string {
  if (letters.test(word)) return word
  const plain = plainWord(word)
  if (word.startsWith('\\%')) return word
  if (prose.test(plain) || !/[A-Za-z0-9_/.-]{5}/.test(plain)) return breakLong(word)
  return `\\%${visibleLength(word) > longWord ? addBreaks(word) : word}`
}

function plainWord(word: string): string {
  return word.includes('\\f') ? word.replace(/\\f[BIRP]/g, '') : word
}

/** Places where a long word may go on in the next line, without a hyphen. */
export function addBreaks(word: string): string {
  const parts = word.replace(/[/_=&?,](?=[A-Za-z0-9])/g, '$&\\:').split('\\:')
  return parts.map((part) => (visibleLength(part) > longWord ? cut(part) : part)).join('\\:')
}

/** A word as it is, or with places to break where it may fit no line. */
export function breakLong(word: string): string {
  return visibleLength(word) > longWord ? addBreaks(word) : word
}

/** A part that fits no line, with a place to break every few signs. */
function cut(part: string): string {
  const signs = part.match(/\\\[[^\]]*\]|\\f.|\\.|./g) ?? []
  return signs.map((sign, index) => (index > 0 && index % 20 === 0 ? `\\:${sign}` : sign)).join('')
}
