import type { Example, Page } from '../../page/index.ts'
import { expandTabs } from '../roff/escape.ts'
import { indentOf, plainLines } from './plain-lines.ts'
import type { PrintedBlock } from './printed-code.ts'

/** An example of the manual that a page shows; its code is that of the manual, to the byte. */
export interface PrintedExample extends PrintedBlock {
  readonly example: Example
}

/**
 * Find the examples of a manual in a page as a terminal shows it, wherever they stand there.
 *
 * They are the same but for what a terminal cannot show, or a page sets otherwise: tabs, blanks at the
 * end of a line, the number of empty lines, blanks before `//=>`, and whether that stands below its
 * call; and for the signs outside ASCII of a line that has some.
 *
 * @param page
 *   Output of `man`, `groff -Tutf8` or `mandoc -T utf8`, of any width.
 * @param specs
 *   Pages of the manual; of several that have an example of the same text, the first counts.
 * @returns
 *   Examples by their place, and each once for each time that a page has it.
 * @see measured: test/identity/extract.test.ts
 */
export function findExamples(page: string, specs: readonly Page[]): PrintedExample[] {
  const rows = settle(plainLines(page))
  const found = specs.flatMap(({ examples }) => findInOrder(rows, examples))
  const size = ({ start, end }: PrintedBlock): number => end - start
  const sorted = found.sort((a, b) => a.start - b.start || size(b) - size(a))
  const kept: PrintedExample[] = []
  for (const each of sorted) if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each)
  return kept
}

/** A line of a page or of code in the form in which they are compared. */
interface Row {
  readonly text: string
  /** Where it stands, 0-based, and the line behind it. */
  readonly start: number
  readonly end: number
}

/** A page has its examples in their order, so that of two with the same text each is found. */
function findInOrder(rows: readonly Row[], examples: readonly Example[]): PrintedExample[] {
  let from = 0
  return examples.flatMap((example) => {
    const want = trimRows(settle(example.shown.split('\n')))
    const isHere = (_: Row, at: number): boolean => isBlock(rows, at, want)
    const after = rows.findIndex((row, at) => at >= from && isHere(row, at))
    const at = after < 0 ? rows.findIndex(isHere) : after
    const [first, last] = [rows[at], rows[at + want.length - 1]]
    if (!first || !last) return []
    if (after >= 0) from = at + want.length
    const code = `${example.shown.replace(/\n$/, '')}\n`
    return [{ example, code, start: first.start, end: last.end }]
  })
}

/** Whether a block that begins at a row has the text that is wanted, and no line before or behind it. */
function isBlock(rows: readonly Row[], at: number, want: readonly Row[]): boolean {
  const first = want[0]?.text
  if (first === undefined) return false
  const shown = rows[at]?.text ?? ''
  const indent = indentOf(shown) - indentOf(first)
  if (indent < 0 || !isSame(shown.trim(), first.trim())) return false
  const least = indent + Math.min(...want.flatMap(({ text }) => (text ? [indentOf(text)] : [])))
  const isApart = (row: Row | undefined): boolean => !row?.text || indentOf(row.text) < least
  if (!isApart(rows[at - 1]) || !isApart(rows[at + want.length])) return false
  return want.every(({ text }, index) => {
    return isSame(rows[at + index]?.text ?? '', text === '' ? '' : ' '.repeat(indent) + text)
  })
}

/**
 * Whether a line was printed as it is wanted.
 *
 * Man sends a page that goes into a pipe through col, which drops signs that its C library cannot
 * print, combining ones among them: of a line with signs outside ASCII the others count.
 *
 * @see man-db 2.11, `src/man.c` `make_display_command`; util-linux 2.38, `text-utils/col.c`
 */
function isSame(printed: string, wanted: string): boolean {
  if (printed === wanted || !/[^ -~]/.test(wanted)) return printed === wanted
  return printed.replace(/[^!-~]/g, '') === wanted.replace(/[^!-~]/g, '')
}

function settle(lines: readonly string[]): Row[] {
  const rows: Row[] = []
  for (const [start, line] of lines.entries()) {
    const plain = expandTabs(line.normalize('NFC').replaceAll('\u00a0', ' ')).trimEnd()
    const text = plain.replace(/(\S)\s*(?=\/\/=>)/g, '$1  ')
    const last = rows.at(-1)
    const isBelow = last?.text && /^\s*\/\/=>/.test(text)
    if (isBelow || (text === '' && last?.text === '')) {
      const joined = isBelow ? `${last.text}  ${text.trim()}` : ''
      rows[rows.length - 1] = { text: joined, start: last?.start ?? start, end: start + 1 }
    } else rows.push({ text, start, end: start + 1 })
  }
  return rows
}

function trimRows(rows: readonly Row[]): readonly Row[] {
  const isText = ({ text }: Row): boolean => text !== ''
  return rows.slice(rows.findIndex(isText), rows.findLastIndex(isText) + 1)
}
