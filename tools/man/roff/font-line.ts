import { type Line, type RequestName, request } from './line.ts'
import type { Span } from './spans.ts'

/** Macros of one font, and of two alternating fonts, named by the letters of the fonts. */
export const fontMacros: readonly RequestName[] = ['B', 'I', 'BI', 'BR', 'IB', 'IR', 'RB', 'RI']

/** Most arguments that every man macro package takes. */
const mostWords = 6

/**
 * Set folded spans as one line with a font macro; `undefined` if they have three fonts, or only
 * roman.
 *
 * @see man-pages(7), 6.20, "Formatting conventions"; groff_man_style(7), 1.24.2, "Portability": style
 *   macros are more readable than `\f`, and some took six arguments at most
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
