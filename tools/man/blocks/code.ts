import type { Code } from 'mdast'
import { type Context, gapOf } from '../context.ts'
import { escapeCodeLine, expandTabs } from '../roff/escape.ts'
import { type Line, request, text } from '../roff/line.ts'
import { rolesIn } from '../synopsis/parameters.ts'
import { commandLines, prototypeLines } from '../synopsis/synopsis.ts'
import type { FlowHandler } from './flow-handler.ts'
import { textWidth } from './text-width.ts'

/** Columns of text after the margin of 7 on a terminal of 80 columns. */
const lineWidth = 73

/** Longest line of code that fits a terminal of 80 columns if it is moved to the left. */
export const codeWidth = 76

/** Longest line of code that keeps its indent of 4. */
export const indentedWidth: number = lineWidth - 4

/** Indents of code, the usual one first; the last one moves the widest code to the left. */
export const codeIndents = [4, 2, 1, -3] as const

/** Code, unfilled; prototypes in the fonts of man-pages(7). */
export const code: FlowHandler<'code'> = (node, context) => {
  const gap = gapOf(context)
  const synopsis = isSynopsis(context) ? synopsisLines(node) : undefined
  if (synopsis) return [...gap, ...synopsis]
  const lines = isSession(node) ? sessionLines(node.value) : codeLines(node.value)
  const block = [request('EX'), ...lines, request('EE')]
  if (context.indent > 0) return [...gap, ...block]
  const width = columnsOf(node.value)
  const indent = codeIndents.find((columns) => width + columns <= lineWidth) ?? -3
  // A leading sign makes the indent relative.
  return [...gap, request('in', `${indent > 0 ? '+' : ''}${indent}n`), ...block, request('in')]
}

function isSynopsis(context: Context): boolean {
  return context.section === 'SYNOPSIS' && context.indent === 0
}

/** Lines of prototypes or of a command synopsis; `undefined` for other code. */
function synopsisLines({ lang, value }: Code): Line[] | undefined {
  const text = value
    .split(/\r\n|\r|\n/)
    .map(expandTabs)
    .join('\n')
  const roles = rolesIn(lang ?? '', text)
  if (roles) return prototypeLines(text, roles)
  return commandLanguages.has(lang ?? '') ? commandLines(value) : undefined
}

const commandLanguages: ReadonlySet<string> = new Set(['sh', 'bash', 'shell'])

/** Whether code is a terminal session. */
function isSession({ lang, value }: Code): boolean {
  return value.startsWith('$ ') && sessionLanguages.has(lang ?? '')
}

const sessionLanguages: ReadonlySet<string> = new Set(['', 'console', 'sh', 'text'])

/** A session with its input in bold, including lines that continue after a backslash. */
function sessionLines(value: string): Line[] {
  let isTyped = false
  return value.split(/\r\n|\r|\n/).map((line) => {
    const escaped = escapeCodeLine(line)
    const isPrompt = line.startsWith('$ ')
    const bold = isPrompt || isTyped
    isTyped = bold && line.endsWith('\\')
    if (!bold) return text(escaped)
    return text(isPrompt ? `$ \\fB${escaped.slice(2)}\\fR` : `\\fB${escaped}\\fR`)
  })
}

function codeLines(value: string): Line[] {
  return value.split(/\r\n|\r|\n/).map((line) => text(escapeCodeLine(line)))
}

/** Count the columns of the longest line of `value`. */
export function columnsOf(value: string): number {
  return Math.max(...value.split(/\r\n|\r|\n/).map((line) => textWidth(expandTabs(line))))
}
