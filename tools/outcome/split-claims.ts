/** A part of a `//=>` comment, between bars. */
export interface ClaimText {
  readonly selector?: string
  /** Offset in the text of the comment, at the selector if there is one. */
  readonly start: number
  readonly outcome: string
  readonly end: number
}

const selected = /^([A-Za-z\d][\w.:+-]*?):(?:\s+|$)/

/**
 * Split the text of a `//=>` comment at its bars.
 *
 * @param text
 *   Text without `//=>`; bars inside JSON strings do not split.
 * @returns
 *   At least one part.
 */
export function splitClaims(text: string): readonly ClaimText[] {
  return splitBars(text).map(({ part, offset }) => {
    const start = offset + (part.length - part.trimStart().length)
    const trimmed = part.trim()
    const end = start + trimmed.length
    const match = selected.exec(trimmed)
    if (!match) return { start, outcome: trimmed, end }
    const [before, selector = ''] = match
    return { selector, start, outcome: trimmed.slice(before.length).trim(), end }
  })
}

function splitBars(text: string): { part: string; offset: number }[] {
  const parts: { part: string; offset: number }[] = []
  let from = 0
  for (const match of text.matchAll(/"(?:\\.|[^"\\])*"?|\|/g)) {
    if (match[0] !== '|') continue
    parts.push({ part: text.slice(from, match.index), offset: from })
    from = match.index + 1
  }
  parts.push({ part: text.slice(from), offset: from })
  return parts
}
