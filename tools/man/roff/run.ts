import { addWord, type Draft, flush, sourceWidth } from './draft.ts'
import { fontLine } from './font-line.ts'
import type { Line } from './line.ts'
import { looksLikeEnd } from './sentence.ts'
import { type Font, foldSpans, type Span, spansOf } from './spans.ts'

/** Words in bold or italics, from the start of the font to its end. */
export interface Run {
  /** Font before the first word. */
  readonly open: Font
  readonly words: string[]
  /** Reason for a new line after each word, if any. */
  readonly ends: ('sentence' | 'line' | undefined)[]
}

/** Add words in fonts: with macros, or with font escapes if macros cannot set them. */
export function addRun(draft: Draft, run: Run, macros: boolean): void {
  const lines = macros ? macroLines(run) : undefined
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

/** Lines of a run in one font, or in two alternating ones; `undefined` for others. */
function macroLines({ open, words, ends }: Run): Line[] | undefined {
  const spans = foldSpans(spansOf(words.join(' '), open))
  const length = spans.reduce((sum, span) => sum + span.text.length + 3, 0)
  if (length <= sourceWidth && (words.length === 1 || !ends.slice(0, -1).includes('sentence'))) {
    const line = fontLine(spans)
    return line && [line]
  }
  const [{ font }] = spans.length === 1 ? (spans as [Span]) : [{ font: 'R' as const }]
  return font === 'R' ? undefined : filledLines(font, { open, words, ends })
}

/** Lines of a run in one font, broken like text. */
function filledLines(font: Font, { words, ends }: Run): Line[] {
  const lines: Line[] = []
  let current = ''
  const close = (sentence: boolean): void => {
    const value = sentence || !looksLikeEnd(current) ? current : `${current}\\&`
    const line = fontLine([{ font, text: value }])
    if (line) lines.push(line)
    current = ''
  }
  for (const [index, marked] of words.entries()) {
    const word = foldSpans(spansOf(marked))
      .map((span) => span.text)
      .join('')
    if (current && current.length + word.length >= sourceWidth) close(false)
    current = current ? `${current} ${word}` : word
    const isLast = index === words.length - 1
    if (ends[index] || isLast) close(isLast || ends[index] === 'sentence')
  }
  return lines
}
