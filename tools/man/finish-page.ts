import { type Line, printLines, request } from './roff/line.ts'

/**
 * Lines of a page as text, with what depends on neighbours put right.
 *
 * The first line tells man to run tbl, which it must exactly when a table follows; a gap that has
 * nothing behind it would draw a warning from mandoc.
 */
export function finishPage(lines: readonly Line[], reference: 'BR' | 'MR' = 'BR'): string {
  const used = reference === 'MR' ? lines.map(modernReference) : lines
  const kept = used.filter((line, index) => !isIdle(line, used[index + 1]))
  const hasTable = kept.some((line) => nameOf(line) === 'TS')
  return (hasTable ? '\'\\" t\n' : '') + printLines(kept)
}

/**
 * A cross reference by the macro for it; one with text before the name stays as it is.
 *
 * @see groff_man(7), 1.23.0, `.MR`
 */
function modernReference(line: Line): Line {
  if (line.kind !== 'request' || line.name !== 'BR') return line
  const [name = '', rest = ''] = line.args
  const [, section, after] = /^\((\w+)\)(.*)$/.exec(rest) ?? []
  if (section === undefined) return line
  return request('MR', name.replace('\\%', ''), section, ...(after ? [after] : []))
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
