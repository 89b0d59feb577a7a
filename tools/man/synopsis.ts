import { type CommandWord, commandWords } from '../spec/index.ts'
import { escapeCodeLine, escapeCodeWord, expandTabs } from './roff/escape.ts'
import { fontLine } from './roff/font-line.ts'
import { type Line, request, text } from './roff/line.ts'
import { type Font, foldSpans, fontText, spansOf } from './roff/spans.ts'

/**
 * Declarations in C or TypeScript: bold, parameter names in italics.
 *
 * @see man-pages(7), "Formatting conventions": the synopsis
 */
export function prototypeLines(value: string, parameter: RegExp): Line[] {
  const lines = value
    .split(/\r\n|\r|\n/)
    .map((line) => (/[^ \t]/.test(line) ? prototype(line, parameter) : request('P')))
  return [request('nf'), ...lines, request('fi')]
}

/**
 * Ways to call a command: literal words bold, replaceable ones, in capitals, in italics, and what
 * says how often and whether in roman.
 *
 * @see man-pages(7), 6.20, "Sections within a manual page": SYNOPSIS
 */
export function commandLines(value: string): Line[] {
  const lines = value
    .split(/\r\n|\r|\n/)
    .map((line) => (/[^ \t]/.test(line) ? command(line) : request('P')))
  return [request('nf'), ...lines, request('fi')]
}

function command(line: string): Line {
  const spans = commandWords(expandTabs(line).replace(/ +$/, '')).map(({ role, value }) => ({
    font: fonts[role],
    text: escapeCodeWord(value),
  }))
  const folded = foldSpans(spans)
  return fontLine(folded) ?? text(fontText(folded))
}

const fonts: Readonly<Record<CommandWord['role'], Font>> = {
  literal: 'B',
  argument: 'I',
  sign: 'R',
}

function prototype(line: string, parameter: RegExp): Line {
  const value = escapeCodeLine(line)
  if (/^\s*(?:\/\*|\/\/)/.test(line)) return text(value)
  const isPrototype = !/^\s*#/.test(line)
  const marked = isPrototype ? value.replace(parameter, '\\fI$1\\fB') : value
  return fontLine(foldSpans(spansOf(marked, 'B'))) ?? text(value)
}
