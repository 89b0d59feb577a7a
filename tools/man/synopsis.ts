import { escapeCodeLine } from './roff/escape.ts'
import { type Line, request, text } from './roff/line.ts'

/**
 * Declarations in C or TypeScript: bold, parameter names in italics.
 *
 * @see man-pages(7), "Formatting conventions": the synopsis
 */
export function prototypeLines(value: string, language: 'c' | 'ts' = 'c'): Line[] {
  const lines = value
    .split(/\r\n|\r|\n/)
    .map((line) => (/[^ \t]/.test(line) ? text(prototype(line, language)) : request('P')))
  return [request('nf'), ...lines, request('fi')]
}

// A parameter's name is the word before a comma, a bracket or the closing parenthesis.
const parameterInC = /(?<=[\s*])([a-z_]\w*)(?=(?:\[[^\]]*\])*(?:,|\)))/g
// There it is the word before the colon.
const parameterInTs = /(?<=\(|, |\.|^ +)([a-z_]\w*)(?=\??: )/g

function prototype(line: string, language: 'c' | 'ts'): string {
  const bold = (part: string): string => `\\fB${part}\\fR`
  if (/^\s*#/.test(line)) return bold(escapeCodeLine(line))
  if (/^\s*(?:\/\*|\/\/)/.test(line)) return escapeCodeLine(line)
  const parameter = language === 'c' ? parameterInC : parameterInTs
  return bold(escapeCodeLine(line).replace(parameter, '\\fI$1\\fB'))
}
