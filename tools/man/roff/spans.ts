/** Font of a page. */
export type Font = 'B' | 'I' | 'R'

/** Text in one font. */
export interface Span {
  readonly font: Font
  readonly text: string
}

/**
 * Split escaped text at its font escapes.
 *
 * @param open
 *   Font at the start.
 * @returns
 *   At least one span; the last one, perhaps empty, has the font in force after the text.
 */
export function spansOf(value: string, open: Font = 'R'): readonly Span[] {
  const [first = '', ...rest] = value.split('\\f')
  const spans: Span[] = [{ font: open, text: first }]
  let before: Font = 'R'
  for (const piece of rest) {
    const last = spans.at(-1)?.font ?? 'R'
    const letter = piece.slice(0, 1)
    const font = letter === 'P' ? before : letter === 'B' || letter === 'I' ? letter : 'R'
    before = last
    spans.push({ font, text: piece.slice(1) })
  }
  return spans
}

/** Convert spans to text with font escapes, which starts and ends in roman. */
export function fontText(spans: readonly Span[]): string {
  const value = spans.map(({ font, text }) => `\\f${font}${text}`).join('')
  return `${value.replace(/^\\fR/, '')}${spans.at(-1)?.font === 'R' ? '' : '\\fR'}`
}

/** Drop empty spans, and join neighbors in one font; a `\%` moves to the word that it protects. */
export function foldSpans(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  let glue = ''
  for (const span of spans) {
    const text = glue + span.text
    const last = out.at(-1)
    glue = text.endsWith('\\%') ? '\\%' : ''
    const kept = glue ? text.slice(0, -2) : text
    if (kept === '') continue
    if (last && (last.font === span.font || kept === '\\&'))
      out[out.length - 1] = { ...last, text: last.text + kept }
    else out.push({ ...span, text: kept })
  }
  return out
}
