import type { Example, Page } from '../../page/index.ts'
import { expandTabs } from '../roff/escape.ts'
import { indentOf, plainLines } from './plain-lines.ts'
import type { PrintedBlock } from './printed-code.ts'

/** An example of the manual found in a page; its code is that of the manual, to the byte. */
export interface PrintedExample extends PrintedBlock {
  readonly example: Example
}

/**
 * Find the examples of a manual in a rendered page.
 *
 * They can differ in what a terminal cannot show, or a page prints differently: tabs, trailing
 * blanks, the number of empty lines, blanks before `//=>`, whether that is below its call, and
 * characters outside ASCII.
 *
 * @param page
 *   Output of `man`, `groff -Tutf8` or `mandoc -T utf8`, of any width.
 * @param pages
 *   Pages of the manual; if several have an example with the same text, the first counts.
 * @returns
 *   Examples by place, one for each occurrence.
 * @see measured: test/identity/extract.test.ts
 */
export function findExamples(page: string, pages: readonly Page[]): PrintedExample[] {
  const rows = settle(plainLines(page))
  const found = pages.flatMap(({ examples }) => findInOrder(rows, examples))
  const size = ({ start, end }: PrintedBlock): number => end - start
  const sorted = found.sort((a, b) => a.start - b.start || size(b) - size(a))
  const kept: PrintedExample[] = []
  for (const each of sorted) if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each)
  return kept
}

/** A line of a page or of code, normalized for comparison. */
interface Row {
  readonly text: string
  /** Its line, 0-based, and the line after it. */
  readonly start: number
  readonly end: number
}

/** Find examples in order, so that two with the same text are both found. */
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

/** Whether a block that starts at a row has the wanted text, and no line before or after it. */
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
 * Whether a line was printed as wanted.
 *
 * In a pipe, man filters pages through col, which drops characters that its C library cannot print,
 * such as combining ones: in a line with characters outside ASCII, only the others are compared.
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
