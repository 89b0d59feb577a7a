import { escapeCodeLine } from './roff/escape.ts'
import { type Line, request, text } from './roff/line.ts'

/**
 * C declarations: bold, parameter names in italics.
 *
 * @see man-pages(7), "Formatting conventions": the synopsis
 */
export function prototypeLines(value: string): Line[] {
  const lines = value
    .split(/\r?\n/)
    .map((line) => (line.trim() ? text(prototype(line)) : request('P')))
  return [request('nf'), ...lines, request('fi')]
}

function prototype(line: string): string {
  const bold = (part: string): string => `\\fB${part}\\fR`
  if (/^\s*#/.test(line)) return bold(escapeCodeLine(line))
  if (/^\s*(?:\/\*|\/\/)/.test(line)) return escapeCodeLine(line)
  // A parameter's name is the word before a comma, a bracket or the closing parenthesis.
  const styled = escapeCodeLine(line).replace(
    /(?<=[\s*])([a-z_]\w*)(?=(?:\[[^\]]*\])*(?:,|\)))/g,
    '\\fI$1\\fB',
  )
  return bold(styled)
}
