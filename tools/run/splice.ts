/** Replace `code.slice(start, end)` by `text`; an insertion where both are equal. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** Apply edits, sorted by start and not overlapping, to a program. */
export function splice(code: string, edits: readonly Edit[]): string {
  let result = ''
  let from = 0
  for (const edit of edits) {
    result += code.slice(from, edit.start) + edit.text
    from = edit.end
  }
  return result + code.slice(from)
}

/** Find the offset before the edits that an offset behind them stands for. */
export function unsplice(edits: readonly Edit[], offset: number): number {
  let shift = 0
  for (const edit of edits) {
    const start = edit.start + shift
    if (offset < start) break
    if (offset < start + edit.text.length) return edit.start
    shift += edit.text.length - (edit.end - edit.start)
  }
  return offset - shift
}

/** Bring edits into the order `splice` needs; of two at one place the earlier given stays first. */
export function sortEdits(edits: readonly Edit[]): Edit[] {
  return [...edits].sort((a, b) => a.start - b.start || a.end - b.end)
}
