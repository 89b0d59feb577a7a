import { type CommandWord, commandWords } from '../../page/index.ts'
import { escapeCodeWord, expandTabs } from '../roff/escape.ts'
import { fontLine } from '../roff/font-line.ts'
import { type Line, request, text } from '../roff/line.ts'
import { type Font, foldSpans, fontText, type Span } from '../roff/spans.ts'
import type { Roles } from './parameters.ts'

/**
 * Set declarations in C or TypeScript: bold, names of parameters italic, comments roman.
 *
 * @param value
 *   Code without tabs, with line ends `\\n`.
 * @see man-pages(7), "Formatting conventions": the synopsis
 */
export function prototypeLines(value: string, roles: Roles): Line[] {
  const fonts = fontsIn(value, roles)
  let from = 0
  const lines = value.split('\n').map((line) => {
    const own = fonts.slice(from, from + line.length)
    from += line.length + 1
    return /[^ \t]/.test(line) ? prototype(line, own) : request('P')
  })
  return [request('nf'), ...lines, request('fi')]
}

/** Font of each character; blanks before a comment have its font. */
function fontsIn(value: string, { parameters, notes }: Roles): Font[] {
  const fonts = Array.from<Font>({ length: value.length }).fill('B')
  for (const { text: note, at } of notes) {
    const gap = value.slice(0, at).replace(/ +$/, '').length
    fonts.fill('R', gap, at + note.length)
  }
  for (const { text: name, at } of parameters) fonts.fill('I', at, at + name.length)
  return fonts
}

/** A line of code in its fonts. */
function prototype(line: string, fonts: readonly Font[]): Line {
  const spans: Span[] = []
  let from = 0
  const end = line.replace(/ +$/, '').length
  for (let index = 1; index <= end; index += 1) {
    if (index < end && fonts[index] === fonts[from]) continue
    spans.push({ font: fonts[from] ?? 'B', text: escapeCodeWord(line.slice(from, index)) })
    from = index
  }
  return setSpans(spans)
}

/**
 * Set the synopsis of a command: literal words bold, replaceable ones, in capitals, italic,
 * brackets and dots roman.
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
  return setSpans(spans)
}

const fonts: Readonly<Record<CommandWord['role'], Font>> = {
  literal: 'B',
  argument: 'I',
  sign: 'R',
}

function setSpans(spans: readonly Span[]): Line {
  const folded = foldSpans(spans)
  return fontLine(folded) ?? text(fontText(folded))
}
