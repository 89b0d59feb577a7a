import { codeIndents } from './code.ts'
import { expandTabs } from './roff/escape.ts'

/**
 * Read the blocks of code of a page as a terminal shows it.
 *
 * Bold, underlines, colours and hyperlinks are taken off, and the margin. A comment `//=>` that the
 * page had to print below its call goes back behind it; nothing else is changed, so that a page with
 * a wrong sign gives a program with a wrong sign.
 *
 * @param page
 *   Output of `man`, `groff -Tutf8` or `mandoc -T utf8`, of any width that breaks no code.
 * @returns
 *   Blocks in their order, set in by 4 from the text, or less where they are wide; code in items of a
 *   list cannot be told from their text.
 * @see man-pages(7), "examples should be indented by 4"; measured: test/man/printed-code.test.ts
 */
export function printedCode(page: string): string[] {
  const lines = plainLines(page)
  const margin = marginOf(lines)
  const blocks: string[] = []
  for (let at = 1; at < lines.length; at += 1) {
    const indent = indentOf(lines[at] ?? '')
    const isCode = codeIndents.some((columns) => indent === margin + columns)
    if (!isCode || lines[at] === '' || lines[at - 1] !== '') continue
    const end = endOf(lines, at, indent, margin)
    const block = lines.slice(at, end).map((line) => line.slice(indent))
    blocks.push(`${joinClaims(block).join('\n').trimEnd()}\n`)
    at = end - 1
  }
  return blocks
}

/** Without what a terminal reads as a command, and with blanks for tabs. */
function plainLines(page: string): string[] {
  const esc = '\u001b'
  const commands = new RegExp(
    `${esc}(?:\\[[0-9;]*m|\\]8;[^${esc}\u0007]*(?:${esc}\\\\|\u0007))`,
    'g',
  )
  const plain = page.replace(commands, '').replace(/.[\b]/gu, '')
  return plain.split(/\r?\n/).map((line) => expandTabs(line).trimEnd())
}

/** Columns before the text: that of the first line below NAME. */
function marginOf(lines: readonly string[]): number {
  const at = lines.indexOf('NAME')
  return at < 0 ? 7 : indentOf(lines[at + 1] ?? '')
}

/**
 * A block ends where text goes on, or behind the lifelines of a chart; code on the left of the text
 * ends where text is set in again.
 */
function endOf(lines: readonly string[], start: number, indent: number, margin: number): number {
  const end = lines.findIndex((line, index) => {
    if (index <= start || line === '') return false
    const isText = indent < margin && lines[index - 1] === '' && indentOf(line) === margin
    const isChart = lines[index - 1] === '' && /^ *[|#] .*[|#]$/.test(lines[index - 2] ?? '')
    return indentOf(line) < indent || isText || isChart
  })
  return end < 0 ? lines.length : end
}

function joinClaims(block: readonly string[]): string[] {
  const out: string[] = []
  for (const line of block) {
    const last = out.at(-1) ?? ''
    if (/^\s*\/\/=>/.test(line) && last.trim() !== '')
      out[out.length - 1] = `${last}  ${line.trim()}`
    else out.push(line)
  }
  return out
}

function indentOf(line: string): number {
  return line.search(/\S|$/)
}
