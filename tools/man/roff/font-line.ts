import { type Line, type RequestName, request } from './line.ts'
import type { Span } from './spans.ts'

/** Macros of one font, and of two in turn, by the letters of the fonts. */
export const fontMacros: readonly RequestName[] = ['B', 'I', 'BI', 'BR', 'IB', 'IR', 'RB', 'RI']

/** Arguments that every man macro package takes. */
const mostWords = 6

/**
 * Spans as one line with a font macro; nothing for those in three fonts, or in roman alone.
 *
 * @param spans
 *   As `foldSpans` returns them.
 * @see man-pages(7), 6.20, "Formatting conventions"; groff_man_style(7), 1.24.2, "Portability": style
 *   macros read better than `\f`, and some took six arguments at most
 */
export function fontLine(spans: readonly Span[]): Line | undefined {
  const [first, second] = spans
  const name = `${first?.font}${second?.font ?? ''}`
  const macro = fontMacros.find((known) => known === name)
  if (!first || macro === undefined || spans.some((span) => !name.includes(span.font))) return
  const { text } = first
  if (second || !text.includes(' ')) return request(macro, ...spans.map((span) => span.text))
  if (/(?<!\\) {2}|^ | $/.test(text)) return request(macro, text)
  const words = text.split(/(?<!\\) /)
  return words.length > mostWords ? request(macro, text) : request(macro, ...words)
}
