import { codeIndents } from '../blocks/code.ts'
import { indentOf, plainLines } from './plain-lines.ts'

/** A block of code in a rendered page. */
export interface PrintedBlock {
  readonly code: string
  /** Its first line, 0-based, and the line after its last one. */
  readonly start: number
  readonly end: number
}

/**
 * Recognize the blocks of code of a rendered page by their layout.
 *
 * Bold, underlines, colors, hyperlinks and the margin are removed. A comment `//=>` that the page
 * has below its call goes back after it. Nothing else is changed, so that a page with a wrong
 * character gives a program with a wrong character.
 *
 * @param page
 *   Output of `man`, `groff -Tutf8` or `mandoc -T utf8`, wide enough not to break code.
 * @returns
 *   Blocks in order, indented by 4 from the text, or less if they are wide. Code in items of a list
 *   cannot be told from their text, nor adjacent blocks from one.
 * @see man-pages(7), "examples should be indented by 4"; measured: test/man/phrasing/printed-code.test.ts
 */
export function printedCode(page: string): PrintedBlock[] {
  const lines = plainLines(page)
  const margin = marginOf(lines)
  const blocks: PrintedBlock[] = []
  for (let at = 1; at < lines.length; at += 1) {
    if (!isStart(lines, at, margin)) continue
    const indent = Math.min(indentOf(lines[at] ?? ''), margin + codeIndents[0])
    const end = endOf(lines, at, indent, margin)
    const block = lines.slice(at, end)
    // A deeper first line is code only if other lines have the indent of code.
    if (!block.some((line) => line !== '' && indentOf(line) === indent)) continue
    const code = joinClaims(block.map((line) => line.slice(indent)))
    blocks.push({ code: `${code.join('\n').trimEnd()}\n`, start: at, end })
    at = end - 1
  }
  return blocks
}

/** Whether code can start here: after an empty line, or below a heading. */
function isStart(lines: readonly string[], at: number, margin: number): boolean {
  const [before = '', line = ''] = [lines[at - 1], lines[at]]
  if (line === '' || (before !== '' && indentOf(before) >= Math.min(margin, 4))) return false
  const indent = indentOf(line) - margin
  return codeIndents.some((columns) => indent === columns) || indent > codeIndents[0]
}

/** Columns before the text, as in the first line below NAME. */
function marginOf(lines: readonly string[]): number {
  const at = lines.indexOf('NAME')
  return at < 0 ? 7 : indentOf(lines[at + 1] ?? '')
}

/**
 * Find the end of a block: before text, outcomes or commands, or after the lifelines of a chart;
 * for code to the left of the text, also before a line at the margin of the text.
 */
function endOf(lines: readonly string[], start: number, indent: number, margin: number): number {
  const end = lines.findIndex((line, index) => {
    if (index <= start || line === '') return false
    if (indentOf(line) < indent) return true
    if (lines[index - 1] !== '') return false
    const isText = indent < margin && indentOf(line) === margin
    const isChart = /^ *[|#] .*[|#]$/.test(lines[index - 2] ?? '')
    return isText || isChart || isOther(line)
  })
  return end < 0 ? lines.length : end
}

/** Whether a line starts a table of outcomes or a terminal session. */
function isOther(line: string): boolean {
  return /^ *(?:Outcome of \S|\$ )/.test(line)
}

function joinClaims(block: readonly string[]): string[] {
  const out: string[] = []
  let isText = false
  for (const line of block) {
    const last = out.at(-1) ?? ''
    if (!isText && /^\s*\/\/=>/.test(line) && last.trim() !== '')
      out[out.length - 1] = `${last}  ${line.trim()}`
    else out.push(line)
    // A template literal of several lines can contain text like a comment.
    if (line.split('`').length % 2 === 0) isText = !isText
  }
  return out
}
