import { type Context, gapOf } from './context.ts'
import type { FlowHandler } from './flow-handler.ts'
import { escapeCodeLine, expandTabs } from './roff/escape.ts'
import { type Line, request, text } from './roff/line.ts'
import { commandLines, prototypeLines } from './synopsis.ts'
import { textWidth } from './text-width.ts'

/** Columns of text on a terminal of 80, behind the margin of 7. */
const lineWidth = 73

/** Longest line of code that fits a terminal of 80 columns when it is moved to the left. */
export const codeWidth = 76

/** Longest line of code that keeps its indent of 4. */
export const indentedWidth: number = lineWidth - 4

/** Columns that code is set in by, the usual ones first; the last, to the left, is for the widest. */
export const codeIndents = [4, 2, 1, -3] as const

/** Code line by line, without fill; prototypes in the fonts of man-pages(7). */
export const code: FlowHandler<'code'> = (node, context) => {
  const gap = gapOf(context)
  const synopsis = isSynopsis(context) ? synopses[node.lang ?? ''] : undefined
  if (synopsis) return [...gap, ...synopsis(node.value)]
  const block = [request('EX'), ...codeLines(node.value), request('EE')]
  if (context.indent > 0) return [...gap, ...block]
  const width = columnsOf(node.value)
  const indent = codeIndents.find((columns) => width + columns <= lineWidth) ?? -3
  // A leading sign makes the indent relative.
  return [...gap, request('in', `${indent > 0 ? '+' : ''}${indent}n`), ...block, request('in')]
}

/** How code reads in a SYNOPSIS, by its language. */
const synopses: Readonly<Record<string, (value: string) => Line[]>> = {
  c: (value) => prototypeLines(value, 'c'),
  'd.ts': (value) => prototypeLines(value, 'ts'),
  sh: commandLines,
  bash: commandLines,
  shell: commandLines,
}

function isSynopsis(context: Context): boolean {
  return context.section === 'SYNOPSIS' && context.indent === 0
}

function codeLines(value: string): Line[] {
  return value.split(/\r\n|\r|\n/).map((line) => text(escapeCodeLine(line)))
}

/** Columns of the longest line of `value`. */
export function columnsOf(value: string): number {
  return Math.max(...value.split(/\r\n|\r|\n/).map((line) => textWidth(expandTabs(line))))
}
