import { codeIndents } from '../blocks/code.ts'
import { indentOf, plainLines } from './plain-lines.ts'

/** A piece of a page as a terminal shows it. */
export interface PrintedBlock {
  readonly code: string
  /** First line of it, 0-based, and the line behind its last one. */
  readonly start: number
  readonly end: number
}

/**
 * Read the blocks of code of a page as a terminal shows it, by their looks.
 *
 * Bold, underlines, colours and hyperlinks are taken off, and the margin. A comment `//=>` that the
 * page had to print below its call goes back behind it; nothing else is changed, so that a page with
 * a wrong sign gives a program with a wrong sign.
 *
 * @param page
 *   Output of `man`, `groff -Tutf8` or `mandoc -T utf8`, of any width that breaks no code.
 * @returns
 *   Blocks in their order, set in by 4 from the text, or less where they are wide. Code in items of a
 *   list cannot be told from their text, nor two blocks from one where nothing stands between them.
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
    // A deeper first line is one of code only where the others stand as code does.
    if (!block.some((line) => line !== '' && indentOf(line) === indent)) continue
    const code = joinClaims(block.map((line) => line.slice(indent)))
    blocks.push({ code: `${code.join('\n').trimEnd()}\n`, start: at, end })
    at = end - 1
  }
  return blocks
}

/** Whether code may begin here: behind an empty line, or below a heading. */
function isStart(lines: readonly string[], at: number, margin: number): boolean {
  const [before = '', line = ''] = [lines[at - 1], lines[at]]
  if (line === '' || (before !== '' && indentOf(before) >= Math.min(margin, 4))) return false
  const indent = indentOf(line) - margin
  return codeIndents.some((columns) => indent === columns) || indent > codeIndents[0]
}

/** Columns before the text: that of the first line below NAME. */
function marginOf(lines: readonly string[]): number {
  const at = lines.indexOf('NAME')
  return at < 0 ? 7 : indentOf(lines[at + 1] ?? '')
}

/**
 * A block ends where text, outcomes or commands go on, or behind the lifelines of a chart; code on the left of
 * the text ends where text is set in again.
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

/** First line of what was recorded, below an example, or of what is typed behind a prompt. */
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
    // A comment in a text of several lines is none.
    if (line.split('`').length % 2 === 0) isText = !isText
  }
  return out
}
