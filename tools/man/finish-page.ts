import { modernReferences } from './phrasing/modern-references.ts'
import { type Line, printLines } from './roff/line.ts'

/**
 * Print the lines of a page, with a request for tbl if there is a table, and without redundant
 * gaps, about which mandoc warns.
 */
export function finishPage(lines: readonly Line[], reference: 'BR' | 'MR' = 'BR'): string {
  const used = reference === 'MR' ? modernReferences(lines) : lines
  const kept = used.filter((line, index) => !isIdle(line, used[index + 1]))
  const hasTable = kept.some((line) => nameOf(line) === 'TS')
  return (hasTable ? '\'\\" t\n' : '') + printLines(kept)
}

/** Whether `line` only makes the space that `next` makes as well. */
function isIdle(line: Line, next: Line | undefined): boolean {
  const name = nameOf(line)
  if (name !== 'sp' && name !== 'P') return false
  return next === undefined || (name === 'P' ? blocks : headings).has(nameOf(next))
}

const headings: ReadonlySet<string> = new Set(['SH', 'SS'])
const blocks: ReadonlySet<string> = new Set([...headings, 'P', 'IP', 'TP', 'TQ', 'RS', 'RE'])

/** Name of a request or macro; empty for other lines. */
function nameOf(line: Line): string {
  return line.kind === 'request' ? line.name : ''
}
