import { type CommandWord, commandWords } from '../spec/index.ts'
import { escapeCodeLine, escapeCodeWord, expandTabs } from './roff/escape.ts'
import { type Line, request, text } from './roff/line.ts'

/**
 * Commands: what is typed bold, what is replaced in italics.
 *
 * @see man-pages(7), "Formatting conventions": the synopsis
 */
export function commandLines(value: string): Line[] {
  return unfilled(value, setCommand)
}

const fonts: Readonly<Record<CommandWord['role'], string>> = {
  literal: '\\fB',
  argument: '\\fI',
  sign: '\\fR',
}

function setCommand(line: string): string {
  let font = fonts.sign
  let out = ''
  for (const { role, value } of commandWords(line)) {
    if (fonts[role] !== font) out += fonts[role]
    font = fonts[role]
    out += escapeCodeWord(value)
  }
  return font === fonts.sign ? out : `${out}${fonts.sign}`
}

/**
 * Declarations in C or TypeScript: bold, parameter names in italics.
 *
 * @see man-pages(7), "Formatting conventions": the synopsis
 */
export function prototypeLines(value: string, language: 'c' | 'ts' = 'c'): Line[] {
  return unfilled(value, (line) => prototype(line, language))
}

function unfilled(value: string, toText: (line: string) => string): Line[] {
  const lines = value
    .split(/\r\n|\r|\n/)
    .map((line) => expandTabs(line).replace(/ +$/, ''))
    .map((line) => (line === '' ? request('P') : text(toText(line))))
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
