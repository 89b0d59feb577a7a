import { splitBlanks, trimEscaped } from './escape.ts'
import { type Line, request, text } from './line.ts'
import { type Mark, splitMarks } from './mark.ts'
import { endsSentence, looksLikeEnd } from './sentence.ts'

/** Longest text line where a break is possible; mandoc complains from 81 bytes on. */
const width = 76

/** Columns from which on a word, or a part of one, gets places to break. */
const longWord = 40

/** A word, glued together from text and marks without a blank between them. */
type Word = readonly (string | Mark)[]

/**
 * A paragraph's text with marks as lines: a new one for each sentence, and where one gets long.
 *
 * @see man-pages(7), "Use semantic newlines"
 */
export function layoutParagraph(marked: string): Line[] {
  const words = splitWords(marked)
  return layoutWords(words.some(isCrowded) ? words.flatMap(uncrowd) : words)
}

function layoutWords(words: readonly Word[]): Line[] {
  const lines: Line[] = []
  let current = ''
  let font = ''
  const flush = (sentence: boolean): void => {
    // Without the dummy character groff would see the end of a sentence at this line end.
    if (current) lines.push(text(sentence || !looksLikeEnd(current) ? current : `${current}\\&`))
    current = ''
  }
  const add = (value: string): void => {
    if (current.length + value.length >= width) flush(false)
    current += current && current !== font ? ` ${value}` : value
  }
  for (const [index, word] of words.entries()) {
    const plain = plainWord(word)
    if (plain !== undefined) {
      add(plain)
      continue
    }
    const block = requestWord(word)
    const value = block ? '' : protect(inlineWord(word))
    font = lastFont(word) ?? font
    if (block) {
      flush(false)
      lines.push(...block)
      // Macros end in roman, so an open font starts anew behind them.
      current = font
    } else add(value)
    if (endsSentence(value, words[index + 1])) flush(true)
  }
  if (current !== font) flush(true)
  return lines
}

/** A word of letters only, as most are: nothing in it is to be protected, and no sentence ends. */
function plainWord(word: Word): string | undefined {
  const [only] = word
  const isPlain = word.length === 1 && typeof only === 'string' && /^[A-Za-z]?[a-z-]*$/.test(only)
  return isPlain ? only : undefined
}

/** Text with marks as one string without requests, for tags and table cells. */
export function layoutInline(marked: string): string {
  const words = splitWords(marked)
    .flatMap(expand)
    .map((word) => protect(inlineWord(word)))
  return trimEscaped(words.join(' '))
}

/** The same for headings: mandoc makes their anchors from it, so that only an address is broken. */
export function layoutTitle(marked: string): string {
  const words = splitWords(marked).map(inlineWord)
  return trimEscaped(words.map(breakLong).join(' '))
}

/** Words of `marked`; a break is a word of its own. An escaped blank ends no word. */
function splitWords(marked: string): Word[] {
  const words: Word[] = []
  let open: (string | Mark)[] = []
  const close = (): void => {
    if (open.length > 0) words.push(open)
    open = []
  }
  for (const piece of splitMarks(marked)) {
    if (typeof piece !== 'string') {
      if (piece.kind === 'break') close()
      open.push(piece)
      if (piece.kind === 'break') close()
      continue
    }
    for (const [index, part] of splitBlanks(piece).entries()) {
      if (index > 0) close()
      if (part !== '') open.push(part)
    }
  }
  close()
  return words.some(isBreak) ? dropIdleBreaks(words) : words
}

function dropIdleBreaks(words: readonly Word[]): Word[] {
  return words.filter(
    (word, index) =>
      !isBreak(word) || !(isBreak(words[index - 1]) || words.slice(index + 1).every(isBreak)),
  )
}

/** A word with its marks written inline, which may bring blanks along. */
function expand(word: Word): readonly Word[] {
  if (word.length === 1 && typeof word[0] === 'string') return [word]
  return splitBlanks(inlineWord(word)).map((piece) => [piece])
}

function uncrowd(word: Word): readonly Word[] {
  return isCrowded(word) ? expand(word) : [word]
}

/** Whether a word has more than one mark. */
function isCrowded(word: Word): boolean {
  return word.length > 1 && word.filter((piece) => typeof piece !== 'string').length > 1
}

/** Whether `word` is a line break; so are the ends of a paragraph, where another would be idle. */
function isBreak(word: Word | undefined): boolean {
  const [first] = word ?? []
  return first === undefined || (typeof first !== 'string' && first.kind === 'break')
}

/** Whether a word needs places to break; escapes only make it shorter. */
function isLong(word: string): boolean {
  return word.length > longWord && visibleLength(word) > longWord
}

/** Columns of escaped text; what is no ASCII may be wide. */
function visibleLength(value: string): number {
  return value
    .replace(/\\f.|\\[%&:]/g, '')
    .replace(/\\\[u(?!0)[0-9A-F]{4,6}\]/g, 'xx')
    .replace(/\\(?:\[[^\]]*\]|.)/g, 'x').length
}

/** Lines of a word that needs a request; a word with two marks is written inline. */
function requestWord(word: Word): Line[] | undefined {
  if (word.length === 1 && typeof word[0] === 'string') return undefined
  const marks = word.filter((piece) => typeof piece !== 'string')
  const [mark] = marks
  if (!mark || marks.length > 1) return
  const at = word.indexOf(mark)
  const before = word
    .slice(0, at)
    .join('')
    .replace(/\\f[BIR]$/, '')
  const after = word
    .slice(at + 1)
    .join('')
    .replace(/^\\f[BIR]/, '')
  if (mark.kind === 'break') return [request('br')]
  if (mark.kind === 'link') return linkLines(mark, before, after)
  const behind = `(${mark.section})${after}`
  return before
    ? [request('RB', `\\%${before}`, mark.name, behind)]
    : [request('BR', `\\%${mark.name}`, behind)]
}

/** Font escape that is in force behind `word`; nothing if the word has none. */
function lastFont(word: Word): string | undefined {
  const [only] = word
  if (word.length === 1 && typeof only === 'string' && !only.includes('\\f')) return undefined
  if (!word.some((piece) => typeof piece !== 'string' || piece.includes('\\f'))) return undefined
  const [font] = word.join('').match(/\\f[BIR](?!.*\\f[BIR])/) ?? []
  return font === '\\fR' ? '' : font
}

function linkLines(mark: Extract<Mark, { kind: 'link' }>, before: string, after: string): Line[] {
  const mail = /^mailto:/i.test(mark.url)
  return [
    // The text line goes on without a blank in the block's text.
    ...(before ? [text(`${protect(before)}\\c`)] : []),
    request(mail ? 'MT' : 'UR', addBreaks(mark.url.replace(/^mailto:/i, ''))),
    ...layoutWords(splitWords(layoutInline(mark.text))),
    // Mandoc prints the quotes of this argument, so that it must not need them.
    request(mail ? 'ME' : 'UE', ...(after ? [breakLong(after).replaceAll('\\ ', '\\~')] : [])),
  ]
}

function inlineWord(word: Word): string {
  let out = ''
  for (const piece of word) out += typeof piece === 'string' ? piece : inlineMark(piece)
  return out
}

function inlineMark(mark: Mark): string {
  if (mark.kind === 'break') return ' '
  if (mark.kind === 'reference') return `\\fB${mark.name}\\fP(${mark.section})`
  return `${layoutInline(mark.text)} \\[la]${mark.url}\\[ra]`
}

/** A word of prose with its marks of punctuation: it may be hyphenated. */
const prose = /^(?:\\\[(?:dq|lq|oq)\]|\()*[A-Za-z]?[a-z-]*(?:\\\[aq\][a-z]+)?[^A-Za-z0-9\\]*$/

/** Keep a hyphen out of what is not a word of prose; up to four letters, groff sets none. */
function protect(word: string): string {
  if (word.startsWith('\\%') || prose.test(word)) return word
  if (!/[A-Za-z0-9_/.-]{5}/.test(word)) return word
  return `\\%${breakLong(word)}`
}

/** Places where a long word may go on in the next line, without a hyphen. */
function addBreaks(word: string): string {
  const parts = word.replace(/[/_=&?,](?=[A-Za-z0-9])/g, '$&\\:').split('\\:')
  return parts.map((part) => (isLong(part) ? cut(part) : part)).join('\\:')
}

/** A word as it is, or with places to break where it may fit no line. */
function breakLong(word: string): string {
  return isLong(word) ? addBreaks(word) : word
}

/** A part that fits no line, with a place to break every few signs. */
function cut(part: string): string {
  const signs = part.match(/\\\[[^\]]*\]|\\f.|\\.|./g) ?? []
  return signs.map((sign, index) => (index > 0 && index % 20 === 0 ? `\\:${sign}` : sign)).join('')
}
