import type { VFile } from 'vfile'
import type { ReportPlace } from './report.ts'
import { coveredText } from './visible-text.ts'
import { widthOf } from './width-of.ts'

/** Longest line to show, in characters. */
const longest = 1000

/**
 * Show the line of a page that a message is about, with carets below the range.
 *
 * @param file
 *   Page.
 * @param place
 *   Range; only its first line is shown.
 * @returns
 *   Two lines without a final newline, tabs as spaces; empty if the page has no such line, or if it
 *   has more than 1,000 characters.
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

/** Replace tabs, which reach to the next multiple of four columns in CommonMark. */
function untab(text: string): string {
  let out = ''
  for (const part of text.split(/(\t)/)) {
    out += part === '\t' ? ' '.repeat(4 - (widthOf(out) % 4)) : part
  }
  return out
}
