import type { Example } from '../../page/index.ts'
import { expandTabs } from '../roff/escape.ts'

/** A line of code without tabs, and its `//=>` comment, if it has one. */
interface CodeLine {
  readonly code: string
  readonly claim: string
  /** Blanks between them, as written by the author. */
  readonly gap: string
}

/**
 * Fit the `//=>` comments of the visible part of an example into `columns`.
 *
 * Comments move to the left, all to the same column; one that still does not fit goes to the line
 * below its call, indented by 4. Text in strings that looks like such a comment does not move.
 */
export function fitExpectations(example: Example, columns: number): string {
  const lines = readLines(example)
  if (lines.every((line) => widthOf(line) <= columns)) return lines.map(join).join('\n')
  const column = claimColumn(lines, columns)
  return lines.flatMap((line) => printLine(line, column, columns)).join('\n')
}

function readLines({ code, shown, lines, expectations }: Example): CodeLine[] {
  const starts = new Map(expectations.map(({ place: { start } }) => [start.line, start.column]))
  const hidden = code.slice(0, code.length - shown.length).split('\n').length - 1
  const text = shown.replace(/\n$/, '').split('\n')
  return text.map((each, index) => {
    const place = lines[hidden + index]
    const column = starts.get(place?.line ?? 0)
    return splitAt(each, column === undefined ? each.length : column - (place?.column ?? 1))
  })
}

function splitAt(line: string, at: number): CodeLine {
  const before = expandTabs(line.slice(0, at))
  const claim = expandTabs(line).slice(before.length)
  const code = claim === '' ? before : before.trimEnd()
  return { code, gap: before.slice(code.length), claim }
}

function join({ code, gap, claim }: CodeLine): string {
  return code + gap + claim
}

function widthOf(line: CodeLine): number {
  return join(line).length
}

/** Column at which most comments fit; of several, the leftmost. */
function claimColumn(lines: readonly CodeLine[], columns: number): number {
  const claimed = lines.filter(({ claim }) => claim !== '')
  const starts = claimed.map(({ code }) => code.length + 2)
  const count = (at: number): number =>
    claimed.filter(({ code, claim }) => code.length + 2 <= at && at + claim.length <= columns)
      .length
  return starts.sort((a, b) => count(b) - count(a) || a - b)[0] ?? 0
}

function printLine(line: CodeLine, column: number, columns: number): string[] {
  const { code, claim } = line
  if (claim === '') return [join(line)]
  const start = Math.max(code.length + 2, Math.min(column, columns - claim.length))
  if (start + claim.length <= columns) return [`${code.padEnd(start)}${claim}`]
  return [code, `${' '.repeat(code.search(/\S/) + 4)}${claim}`]
}
