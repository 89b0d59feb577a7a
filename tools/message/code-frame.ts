import type { VFile } from 'vfile'
import type { ReportPlace } from './report.ts'
import { coveredText } from './visible-text.ts'
import { widthOf } from './width-of.ts'

/** Characters of a line that is worth showing. */
const longest = 1000

/**
 * Show the line of a page that a message speaks of, with carets below the stretch.
 *
 * @param file
 *   Page, with its text as value.
 * @param place
 *   Stretch; of one over several lines the first line is shown.
 * @returns
 *   Two lines without final newline, tabs as spaces; empty when the page has no such line, or one
 *   of more than 1,000 characters.
 */
export function codeFrame(file: VFile, place: ReportPlace): string {
  const start = 'start' in place ? place.start : place
  const end = 'end' in place ? place.end : place
  const text = lineOf(String(file.value ?? ''), start.line)
  if (text === undefined || text.length > longest) return ''
  const from = Math.min(start.column - 1, text.length)
  const to = end.line === start.line ? Math.min(end.column - 1, text.length) : text.length
  const before = untab(text.slice(0, from))
  const through = untab(text.slice(0, Math.max(from, to)))
  const gutter = `${start.line} | `
  const carets = '^'.repeat(Math.max(1, widthOf(through) - widthOf(before)))
  const margin = `${' '.repeat(gutter.length - 2)}| `
  return `${gutter}${untab(text)}\n${margin}${' '.repeat(widthOf(before))}${carets}`
}

function lineOf(text: string, line: number): string | undefined {
  const found = text.split(/\r\n|\r|\n/)[line - 1]?.replace(/^\uFEFF/, '')
  return found === undefined ? undefined : coveredText(found)
}

/** Tabs to the next multiple of four columns, as CommonMark counts them. */
function untab(text: string): string {
  let out = ''
  for (const part of text.split(/(\t)/)) {
    out += part === '\t' ? ' '.repeat(4 - (widthOf(out) % 4)) : part
  }
  return out
}
