import { addWord, type Draft, flush } from './draft.ts'
import { fontLine } from './font-line.ts'
import { type Line, text } from './line.ts'
import { markLines } from './mark-lines.ts'
import { addRun, type Run } from './run.ts'
import { endsSentence, endsWritten, looksLikeEnd } from './sentence.ts'
import { type Font, foldSpans, spansOf } from './spans.ts'
import {
  endsLine,
  expand,
  inlineWord,
  layoutInline,
  marksIn,
  protect,
  splitWords,
  type Word,
  withoutEnd,
} from './word.ts'

/**
 * Break marked text of a paragraph into lines: at sentences, at line ends of the author, and if a
 * line gets long; fonts become macros.
 *
 * @see man-pages(7), 6.20, "Use semantic newlines"
 */
export function layoutParagraph(marked: string): Line[] {
  return layoutWords(wordsOf(marked), true)
}

/** The same without font macros, for places where mandoc ignores them. */
export function layoutPlain(marked: string): Line[] {
  return layoutWords(wordsOf(marked), false)
}

/** Set a tag, which must be on one line. */
export function layoutTag(marked: string): Line {
  const value = layoutInline(marked)
  return fontLine(foldSpans(spansOf(value))) ?? text(value || '\\&')
}

/** Words, with the marks of those that have several inline. */
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
    const block = markLines(word, font, layoutPlain)
    const value = block ? '' : protect(inlineWord(word))
    const hasFonts = block !== undefined || value.includes('\\f')
    if (hasFonts) font = fontAfter(word, font)
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

/** Whether a word only has letters, as most do: it needs no protection, and does not end a line. */
function isPlain(word: Word): word is readonly [string] {
  const [only] = word
  return word.length === 1 && typeof only === 'string' && /^[A-Za-z]?[a-z-]*$/.test(only)
}

/** Font in force after a word; marks do not change the font. */
function fontAfter(word: Word, font: Font): Font {
  const shown = word.filter((piece) => typeof piece === 'string').join('')
  return shown.includes('\\f') ? (spansOf(shown, font).at(-1)?.font ?? font) : font
}
