import { type Line, request, text } from './line.ts'
import type { Mark } from './mark.ts'
import { type Font, foldSpans, fontText, type Span, spansOf } from './spans.ts'
import { addBreaks, breakLong, protect, type Word } from './word.ts'

/**
 * Set a word with a mark that needs a control line.
 *
 * @param font
 *   Font before the word.
 * @param layoutLabel
 *   Sets the text of a link.
 * @returns
 *   Lines; `undefined` for a word to be written inline: one without a mark or with several, and a
 *   reference glued to words in other fonts.
 */
export function markLines(
  word: Word,
  font: Font,
  layoutLabel: (marked: string) => Line[],
): Line[] | undefined {
  if (word.length === 1 && typeof word[0] === 'string') return undefined
  const [mark, ...others] = word.filter((piece) => typeof piece !== 'string')
  if (!mark || others.length > 0) return undefined
  if (mark.kind === 'break') return [request('br')]
  const at = word.indexOf(mark)
  const before = spansOf(word.slice(0, at).join(''), font)
  const inside = before.at(-1)?.font ?? 'R'
  const ends = {
    before: foldSpans(before),
    after: foldSpans(spansOf(word.slice(at + 1).join(''), inside)),
  }
  if (mark.kind === 'reference') return referenceLines(mark, ends)
  const label = inside === 'R' ? mark.text : `\\f${inside}${mark.text}\\fR`
  return linkLines(mark, ends, layoutLabel(label))
}

/** Text glued to a mark. */
interface Ends {
  readonly before: readonly Span[]
  readonly after: readonly Span[]
}

type Reference = Extract<Mark, { kind: 'reference' }>
type Link = Extract<Mark, { kind: 'link' }>

/** Punctuation, which looks the same in each font of a terminal. */
const signs = /^[^A-Za-z0-9\\]*$/

function referenceLines({ name, section }: Reference, ends: Ends): Line[] | undefined {
  const isPlain = [...ends.before, ...ends.after].every(
    (span) => span.font === 'R' || signs.test(span.text),
  )
  if (!isPlain) return undefined
  const [before, after] = [joinSpans(ends.before), joinSpans(ends.after)]
  const rest = `(${section})${after}`
  return before === ''
    ? [request('BR', `\\%${name}`, rest)]
    : [request('RB', `\\%${before}`, name, rest)]
}

function joinSpans(spans: readonly Span[]): string {
  return spans.map((span) => span.text).join('')
}

function linkLines({ url }: Link, ends: Ends, label: readonly Line[]): Line[] {
  const mail = /^mailto:/i.test(url)
  const [before, after] = [inFonts(ends.before), inFonts(ends.after)]
  return [
    // The text line continues without a blank in the text of the block.
    ...(before === '' ? [] : [text(`${protect(before)}\\c`)]),
    request(mail ? 'MT' : 'UR', addBreaks(url.replace(/^mailto:/i, ''))),
    ...label,
    // Mandoc prints the quotes of this argument, so that it must not need them.
    request(
      mail ? 'ME' : 'UE',
      ...(after === '' ? [] : [breakLong(after).replaceAll('\\ ', '\\~')]),
    ),
  ]
}

function inFonts(spans: readonly Span[]): string {
  return spans.length === 0 ? '' : fontText(spans)
}
