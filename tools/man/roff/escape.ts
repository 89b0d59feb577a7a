import { glyphs } from './glyphs.ts'
import { lineEnd } from './mark.ts'

/** Characters that are no text. */
const unseen = /[^\P{Cc}\t\n]|\p{Cs}/gu

/** Text without any of them, for which no tables of Unicode are searched. */
const seen = /^[\t\n -~\u00a0-\ud7ff\ue000-\uffff]*$/

/**
 * What a page shows of `value`: control characters as their pictures; those without one, which a
 * terminal would obey, and half surrogates as the replacement character.
 */
export function showControls(value: string): string {
  if (seen.test(value)) return value
  return value.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\ufffd'
  })
}

/** Characters that do not mean themselves wherever they stand. */
const special = /[^A-Za-z0-9 !"#$%&()*+,./:;<=>?[\]_{|}]/gu

/** Text of other characters only. */
const plain = /^[A-Za-z0-9 !"#$%&()*+,./:;<=>?[\]_{|}]*$/

/**
 * Words of prose as roff text: white space becomes single blanks.
 *
 * A hyphen inside a word stays one, so that the line may end there; any other is a minus, which
 * can be pasted into a shell. So does an apostrophe. An ellipsis is three dots, as groff 1.22 drops
 * it on terminals of ASCII, and mandoc prints `<?>` there.
 *
 * @see groff_man_style(7), 1.24.2, "Notes": no `\\[aq]` for an ordinary apostrophe
 */
export function escapeProse(value: string): string {
  const escaped = escapeCharacters(value.replace(/[\t\n\r][ \t\n\r]*| [ \t\n\r]+/g, ' '))
  if (!escaped.includes('\\')) return escaped
  return escaped
    .replaceAll('\\[u2026]', '...')
    .replaceAll(/(?<=[a-z])\\-(?=[a-z])/g, '-')
    .replaceAll(/(?<=[A-Za-z])\\\[aq\](?=[A-Za-z])/g, "'")
}

/** Words of prose, with the author's line ends. */
export function escapeLines(value: string): string {
  return value.includes('\n')
    ? value
        .split(/[ \t\r]*\n[ \t]*/)
        .map(escapeProse)
        .join(`${lineEnd} `)
    : escapeProse(value)
}

/** Code inside a paragraph: a short one does not break, and keeps its blanks in a justified line. */
export function escapeInlineCode(value: string): string {
  if (!/[ \t\n\r]/.test(value)) return escapeCharacters(value)
  const words = value
    .replace(/[\t\n\r]/g, ' ')
    .split(' ')
    .map(escapeCharacters)
  return words.join(value.length > 40 ? ' ' : '\\ ')
}

/** A line of code: every byte pastes as it stands in the page; tabs are widened to 8 columns. */
export function escapeCodeLine(value: string): string {
  return escapeCharacters(expandTabs(value).replace(/ +$/, ''))
}

/** A part of such a line, blanks at its ends included. */
export function escapeCodeWord(value: string): string {
  return escapeCharacters(value)
}

/** An address: nothing in it may be read as markup. */
export function escapeAddress(value: string): string {
  return escapeCharacters(value.replace(/\s/g, (space) => encodeURIComponent(space)))
}

/** Escaped text without the blanks around it; an escaped blank is none. */
export function trimEscaped(value: string): string {
  const isTrim = !value.startsWith(' ') && !value.endsWith(' ')
  return isTrim ? value : value.replace(/^ +|(?<!\\) +$/g, '')
}

/** Words of escaped text; an escaped blank ends none. */
export function splitBlanks(value: string): string[] {
  const isSimple = !value.includes('\\ ') && !value.includes('  ')
  return value.split(isSimple ? ' ' : /(?<!\\) +/)
}

/** Tabs as blanks up to the next multiple of 8 columns. */
export function expandTabs(value: string): string {
  if (!value.includes('\t')) return value
  let out = ''
  for (const character of value) {
    out += character === '\t' ? ' '.repeat(8 - (out.length % 8)) : character
  }
  return out
}

function escapeCharacters(value: string): string {
  if (plain.test(value)) return value
  return showControls(value.normalize('NFC')).replace(special, escapeCharacter)
}

function escapeCharacter(character: string): string {
  if (character === '-') return '\\-'
  if (character === '\u00a0') return '\\ '
  const name = glyphs[character]
  if (name !== undefined) return `\\[${name}]`
  const shown = lostWhole.test(character) ? character.normalize('NFD') : character
  return Array.from(shown, (sign) => `\\[u${hexadecimal(sign.codePointAt(0) ?? 0)}]`).join('')
}

/**
 * Signs of scripts of which groff cannot print each one that has parts: it drops the second.
 *
 * @see measured on groff 1.22.4 and 1.24.2, for all of Unicode: test/man/phrasing/signs.test.ts
 */
const lostWhole = /[\u0900-\u1cff\u{10000}-\u{1ffff}]/u

function hexadecimal(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}
