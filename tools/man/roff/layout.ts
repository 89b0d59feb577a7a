import { addWord, type Draft, flush } from './draft.ts'
import { fontLine } from './font-line.ts'
import { type Line, request, text } from './line.ts'
import { lineEnd, type Mark } from './mark.ts'
import { addRun, type Run } from './run.ts'
import { endsSentence, endsWritten, looksLikeEnd } from './sentence.ts'
import { type Font, foldSpans, spansOf } from './spans.ts'
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

/**
 * A paragraph's text with marks as lines: a new one for each sentence, where the author began one,
 * and where one gets long; fonts as macros.
 *
 * @see man-pages(7), 6.20, "Use semantic newlines"
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
  const words = splitWords(marked)
  if (!words.some((word) => word.length > 1)) return words
  return words.flatMap((word) => (marksIn(word) > 1 ? expand(word) : [word]))
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
    if (font === 'R' && isPlain(whole)) {
      addWord(draft, whole[0])
      continue
    }
    const ends = endsLine(whole)
    const word = ends ? whole.map(withoutEnd) : whole
    const block = requestWord(word)
    const value = block ? '' : protect(inlineWord(word))
    const hasFonts = block !== undefined || value.includes('\\f')
    if (hasFonts) font = lastFont(word) ?? font
    if (block) {
      closeRun()
      flush(draft, false)
      draft.lines.push(...block)
      continue
    }
    const next = words[index + 1]
    const sentence = next === undefined || endsSentence(value, next) || (ends && endsWritten(value))
    if (font === 'R' && !hasFonts) {
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

/** Whether a word has letters only, as most have: nothing in it is protected, no line ends behind it. */
function isPlain(word: Word): word is readonly [string] {
  const [only] = word
  return word.length === 1 && typeof only === 'string' && /^[A-Za-z]?[a-z-]*$/.test(only)
}

/** Whether the author began a new line behind a word. */
function endsLine(word: Word): boolean {
  const last = word.at(-1)
  return typeof last === 'string' && last.endsWith(lineEnd)
}

function withoutEnd(piece: string | Mark): string | Mark {
  return typeof piece === 'string' ? piece.replaceAll(lineEnd, '') : piece
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
