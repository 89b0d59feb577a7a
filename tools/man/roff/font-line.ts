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
  const fonts = [...new Set(spans.map(({ font }) => font))].join('')
  const macro = fontMacros.find((name) => name === fonts)
  if (macro === undefined) return undefined
  const texts = spans.map(({ text }) => text)
  const [only = ''] = texts
  if (texts.length > 1 || /(?<!\\) {2}|^ | $/.test(only)) return request(macro, ...texts)
  const words = only.split(/(?<!\\) /)
  return words.length > mostWords ? request(macro, only) : request(macro, ...words)
}
