import { fontLine } from './font-line.ts'
import { type Line, request, text } from './line.ts'
import { lineEnd, type Mark } from './mark.ts'
import { endsSentence, endsWritten, looksLikeEnd } from './sentence.ts'
import { type Font, foldSpans, type Span, spansOf } from './spans.ts'
import {
  addBreaks,
  breakLong,
  expand,
  inlineWord,
  layoutInline,
  marksIn,
  protect,
  splitWords,
  type Word,
} from './word.ts'

/** Longest text line where a break is possible. */
const width = 75

/** Least that stands before a break behind a clause; a shorter line says too little. */
const shortest = 24

/** Lines of a paragraph, and the text that is to be the next one. */
interface Draft {
  readonly lines: Line[]
  words: string[]
  /** Of the words with a blank behind each. */
  length: number
}

/** Words in bold or italics, from where the font begins to where it ends. */
interface Run {
  /** Font before the first word. */
  readonly open: Font
  readonly words: string[]
  /** Why a new line is wanted behind each word, where one is. */
  readonly ends: ('sentence' | 'line' | undefined)[]
}

/**
 * A paragraph's text with marks as lines: a new one for each sentence, where the author began one,
 * and where one gets long; fonts as macros.
 *
 * @see man-pages(7), 6.20, "Use semantic newlines" and "Conventions for source file layout"
 */
export function layoutParagraph(marked: string): Line[] {
  return layoutWords(wordsOf(marked), true)
}

/** The same without macros for fonts, for places where mandoc ignores them. */
export function layoutPlain(marked: string): Line[] {
  return layoutWords(wordsOf(marked), false)
}

/** A tag, which has to stand on one line. */
export function layoutTag(marked: string): Line {
  const value = layoutInline(marked)
  return fontLine(foldSpans(spansOf(value))) ?? text(value || '\\&')
}

/** Words; one with several marks, which no line could hold, with those inline. */
function wordsOf(marked: string): Word[] {
  return splitWords(marked).flatMap((word) => (marksIn(word) > 1 ? expand(word) : [word]))
}

function layoutWords(words: readonly Word[], macros: boolean): Line[] {
  const draft: Draft = { lines: [], words: [], length: 0 }
  let font: Font = 'R'
  let run: Run = { open: font, words: [], ends: [] }
  const closeRun = (): void => {
    if (run.words.length > 0) addRun(draft, run, macros)
    run = { open: font, words: [], ends: [] }
  }
  for (const [index, whole] of words.entries()) {
    const ends = whole.some((piece) => typeof piece === 'string' && piece.endsWith(lineEnd))
    const word = ends ? whole.map(withoutEnd).filter((piece) => piece !== '') : whole
    const block = requestWord(word)
    if (block) {
      closeRun()
      flush(draft, false)
      draft.lines.push(...block)
      font = lastFont(word) ?? font
      run = { open: font, words: [], ends: [] }
      continue
    }
    const value = protect(inlineWord(word))
    const next = words[index + 1]
    const sentence = next === undefined || endsSentence(value, next) || (ends && endsWritten(value))
    font = lastFont(word) ?? font
    if (run.open === font && font === 'R' && !value.includes('\\f')) {
      addWord(draft, value)
      if (sentence || ends) flush(draft, sentence)
      continue
    }
    run.words.push(sentence || font !== 'R' || !looksLikeEnd(value) ? value : `${value}\\&`)
    run.ends.push(sentence ? 'sentence' : ends ? 'line' : undefined)
    if (font === 'R' || next === undefined) closeRun()
  }
  flush(draft, true)
  return draft.lines
}

function withoutEnd(piece: string | Mark): string | Mark {
  return typeof piece === 'string' ? piece.replaceAll(lineEnd, '') : piece
}

/** The words so far as a line. Without the dummy character groff would see the end of a sentence. */
function flush(draft: Draft, sentence: boolean): void {
  if (draft.words.length === 0) return
  const value = draft.words.join(' ')
  draft.lines.push(text(sentence || !looksLikeEnd(value) ? value : `${value}\\&`))
  draft.words = []
  draft.length = 0
}

/** A word more; where the line gets too long, it ends behind its last clause. */
function addWord(draft: Draft, word: string): void {
  if (draft.length + word.length > width && draft.words.length > 0) {
    const rest = draft.words.splice(clauseEnd(draft.words))
    flush(draft, false)
    draft.words = rest
    draft.length = rest.reduce((sum, { length }) => sum + length + 1, 0)
    if (draft.length + word.length > width) flush(draft, false)
  }
  draft.words.push(word)
  draft.length += word.length + 1
}

/** Number of words up to the end of the last clause; all of them where there is none. */
function clauseEnd(words: readonly string[]): number {
  let length = words.reduce((sum, word) => sum + word.length + 1, 0)
  for (let count = words.length; count > 0 && length > shortest; count -= 1) {
    const last = words[count - 1] ?? ''
    if (/[,;:)]$/.test(last) || words[count]?.startsWith('(')) return count
    length -= last.length + 1
  }
  return words.length
}

/** Words in fonts: by macros, or with font escapes where those would not do. */
function addRun(draft: Draft, run: Run, macros: boolean): void {
  const lines = macros ? (oneFont(run) ?? twoFonts(run)) : undefined
  if (lines) {
    flush(draft, false)
    draft.lines.push(...lines)
    return
  }
  const { open, words, ends } = run
  const close = spansOf(words.join(' '), open).at(-1)?.font === 'R' ? '' : '\\fR'
  for (const [index, word] of words.entries()) {
    const start = index === 0 && open !== 'R' ? `\\f${open}` : ''
    addWord(draft, `${start}${word}${index === words.length - 1 ? close : ''}`)
    if (ends[index]) flush(draft, ends[index] === 'sentence')
  }
}

/** Lines of a run in one font, broken as those of text. */
function oneFont({ open, words, ends }: Run): Line[] | undefined {
  const spans = spansOfWords(words, open)
  const [font = 'R'] = new Set(spans.flatMap((some) => some.map((span) => span.font)))
  if (font === 'R' || spans.some((some) => some.some((span) => span.font !== font))) return
  const lines: Line[] = []
  let current = ''
  const close = (sentence: boolean): void => {
    const value = sentence || !looksLikeEnd(current) ? current : `${current}\\&`
    lines.push(...(listOf(fontLine([{ font, text: value }])) ?? []))
    current = ''
  }
  for (const [index, some] of spans.entries()) {
    const word = some.map((span) => span.text).join('')
    if (current && current.length + word.length >= width) close(false)
    current = current ? `${current} ${word}` : word
    const end = ends[index]
    if (end || index === spans.length - 1) close(end === 'sentence' || index === spans.length - 1)
  }
  return lines
}

/** Line of a run in two fonts that turn about. */
function twoFonts({ open, words, ends }: Run): Line[] | undefined {
  if (ends.slice(0, -1).includes('sentence')) return
  const spans = foldSpans(spansOf(words.join(' '), open))
  const length = spans.reduce((sum, span) => sum + span.text.length + 1, spans.length * 2)
  return length > width ? undefined : listOf(fontLine(spans))
}

function spansOfWords(words: readonly string[], open: Font): Span[][] {
  let font = open
  return words.map((word) => {
    const spans = spansOf(word, font)
    font = spans.at(-1)?.font ?? 'R'
    return foldSpans(spans)
  })
}

function listOf(line: Line | undefined): Line[] | undefined {
  return line && [line]
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
function lastFont(word: Word): Font | undefined {
  if (!word.some((piece) => typeof piece !== 'string' || piece.includes('\\f'))) return undefined
  const [font] = word.join('').match(/\\f[BIR](?!.*\\f[BIR])/) ?? []
  return font === undefined ? undefined : (font.slice(-1) as Font)
}

function linkLines(mark: Extract<Mark, { kind: 'link' }>, before: string, after: string): Line[] {
  const mail = /^mailto:/i.test(mark.url)
  return [
    // The text line goes on without a blank in the block's text.
    ...(before ? [text(`${protect(before)}\\c`)] : []),
    request(mail ? 'MT' : 'UR', addBreaks(mark.url.replace(/^mailto:/i, ''))),
    ...layoutWords(splitWords(layoutInline(mark.text)), false),
    // Mandoc prints the quotes of this argument, so that it must not need them.
    request(mail ? 'ME' : 'UE', ...(after ? [breakLong(after).replaceAll('\\ ', '\\~')] : [])),
  ]
}
