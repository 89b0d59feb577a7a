import { modernReferences } from './phrasing/modern-references.ts'
import { type Line, printLines } from './roff/line.ts'

/**
 * Lines of a page as text, with what depends on neighbours put right.
 *
 * The first line tells man to run tbl, which it must exactly when a table follows; a gap that has
 * nothing behind it would draw a warning from mandoc.
 */
export function finishPage(lines: readonly Line[], reference: 'BR' | 'MR' = 'BR'): string {
  const used = reference === 'MR' ? modernReferences(lines) : lines
  const kept = used.filter((line, index) => !isIdle(line, used[index + 1]))
  const hasTable = kept.some((line) => nameOf(line) === 'TS')
  return (hasTable ? '\'\\" t\n' : '') + printLines(kept)
}

/** Whether `line` only asks for the space that `next` brings along. */
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
