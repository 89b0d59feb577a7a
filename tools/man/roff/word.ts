import { splitBlanks, trimEscaped } from './escape.ts'
import { lineEnd, type Mark, splitMarks } from './mark.ts'

/** Longest word, or part of one, without places to break. */
const longWord = 40

/** A word, made of text and marks without a blank between them. */
export type Word = readonly (string | Mark)[]

/** Convert marked text to a string without requests, for tags and table cells. */
export function layoutInline(marked: string): string {
  const words = splitWords(marked.replaceAll(lineEnd, ''))
    .flatMap(expand)
    .map((word) => protect(inlineWord(word)))
  return trimEscaped(words.join(' '))
}

/** The same for headings, of which mandoc makes anchors, so that only long words are broken. */
export function layoutTitle(marked: string): string {
  const words = splitWords(marked.replaceAll(lineEnd, '')).map(inlineWord)
  return trimEscaped(words.map(breakLong).join(' '))
}

/** Split marked text into words; a break is a word, and an escaped blank does not end a word. */
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

/** Font escapes and line ends without text between them. */
const unseen = new RegExp(String.raw`^(?:\\f[BIRP]|${lineEnd})+$`)

/** A whole word if it prints nothing; the first of two strings is a font that was open before. */
function unseenIn(word: Word): string {
  const [first, second = ''] = word
  if (word.length > 2 || typeof first !== 'string' || typeof second !== 'string') return ''
  if (!first.startsWith('\\f') && !first.startsWith(lineEnd)) return ''
  return unseen.test(first + second) ? first + second : ''
}

/**
 * Add text that prints nothing, and so is not a word, to the last of `words`.
 *
 * @returns
 *   Start of the next word: a font that opens there.
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

/** Whether the author ended a line after a word. */
export function endsLine(word: Word): boolean {
  const last = word.at(-1)
  return typeof last === 'string' && last.endsWith(lineEnd)
}

/** Remove the line ends from a piece of a word. */
export function withoutEnd(piece: string | Mark): string | Mark {
  return typeof piece === 'string' ? piece.replaceAll(lineEnd, '') : piece
}

/** Whether a word is not a redundant break, at an end or after another. */
function isKept(word: Word, index: number, all: readonly Word[]): boolean {
  return !isBreak(word) || !(isBreak(all[index - 1]) || all.slice(index + 1).every(isBreak))
}

/** Write the marks of a word inline, which can add blanks. */
export function expand(word: Word): Word[] {
  return splitBlanks(inlineWord(word)).map((piece) => [piece])
}

export function marksIn(word: Word): number {
  return word.filter((piece) => typeof piece !== 'string').length
}

/** Whether `word` is a line break, or an end of the paragraph, which is as good as one. */
function isBreak(word: Word | undefined): boolean {
  const [first] = word ?? []
  return first === undefined || (typeof first !== 'string' && first.kind === 'break')
}

/** Columns of escaped text; characters outside ASCII can be wide. */
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

/** A word of prose with its punctuation, which can be hyphenated. */
const prose =
  /^(?:\\\[(?:lq|oq)\]|["(])*[A-Za-z]?[a-z-]*(?:(?:'|\\\[[ac]q\])[a-z]+)?(?:\\\[[rc]q\]|[^A-Za-z0-9\\])*$/

/** Most words. */
const letters = /^[A-Za-z]?[a-z]*$/

/** Protect words other than prose from hyphenation; groff does not hyphenate up to four letters. */
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

/** Add places where a long word can be broken, without a hyphen. */
export function addBreaks(word: string): string {
  const parts = word.replace(/[/_=&?,](?=[A-Za-z0-9])/g, '$&\\:').split('\\:')
  return parts.map((part) => (visibleLength(part) > longWord ? cut(part) : part)).join('\\:')
}

/** Add such places to a word that might not fit a line. */
export function breakLong(word: string): string {
  return visibleLength(word) > longWord ? addBreaks(word) : word
}

/** Add a place to break every few signs to a part that might not fit a line. */
function cut(part: string): string {
  const signs = part.match(/\\\[[^\]]*\]|\\f.|\\.|./g) ?? []
  return signs.map((sign, index) => (index > 0 && index % 20 === 0 ? `\\:${sign}` : sign)).join('')
}
