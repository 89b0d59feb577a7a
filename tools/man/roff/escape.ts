import { glyphs } from './glyphs.ts'
import { lineEnd } from './mark.ts'

/** Control characters and lone surrogates. */
const unseen = /[^\P{Cc}\t\n]|\p{Cs}/gu

/** Text without any of them, recognized without tables of Unicode. */
const seen = /^[\t\n -~\u00a0-\ud7ff\ue000-\uffff]*$/

/**
 * Replace control characters with their pictures; those without a picture, and lone surrogates,
 * with the replacement character.
 */
export function showControls(value: string): string {
  if (seen.test(value)) return value
  return value.replace(unseen, (character) => {
    const code = character.codePointAt(0) ?? 0
    if (code < 0x20) return String.fromCodePoint(0x2400 + code)
    return code === 0x7f ? '\u2421' : '\ufffd'
  })
}

/** Characters that do not always stand for themselves. */
const special = /[^A-Za-z0-9 !"#$%&()*+,./:;<=>?[\]_{|}]/gu

/** Text without special characters. */
const plain = /^[A-Za-z0-9 !"#$%&()*+,./:;<=>?[\]_{|}]*$/

/**
 * Escape prose; white space becomes single blanks.
 *
 * A hyphen inside a word stays, so that the line can end there; any other becomes a minus, which
 * can be pasted into a shell. An apostrophe inside a word stays. An ellipsis becomes three dots,
 * since groff 1.22 drops it on ASCII terminals, and mandoc prints `<?>` there.
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

/** Escape prose, and mark the line ends of the author. */
export function escapeLines(value: string): string {
  return value.includes('\n')
    ? value
        .split(/[ \t\r]*\n[ \t]*/)
        .map(escapeProse)
        .join(`${lineEnd} `)
    : escapeProse(value)
}

/** Escape code inside a paragraph; blanks in short code do not break or stretch. */
export function escapeInlineCode(value: string): string {
  if (!/[ \t\n\r]/.test(value)) return escapeCharacters(value)
  const words = value
    .replace(/[\t\n\r]/g, ' ')
    .split(' ')
    .map(escapeCharacters)
  return words.join(value.length > 40 ? ' ' : '\\ ')
}

/** Escape a line of code so that it pastes unchanged, except that tabs become blanks. */
export function escapeCodeLine(value: string): string {
  return escapeCharacters(expandTabs(value).replace(/ +$/, ''))
}

/** Escape a part of a line of code, keeping the blanks at its ends. */
export function escapeCodeWord(value: string): string {
  return escapeCharacters(value)
}

/** Escape an address. */
export function escapeAddress(value: string): string {
  return escapeCharacters(value.replace(/\s/g, (space) => encodeURIComponent(space)))
}

/** Trim escaped text, except for escaped blanks. */
export function trimEscaped(value: string): string {
  const isTrim = !value.startsWith(' ') && !value.endsWith(' ')
  return isTrim ? value : value.replace(/^ +|(?<!\\) +$/g, '')
}

/** Split escaped text into words, except at escaped blanks. */
export function splitBlanks(value: string): string[] {
  const isSimple = !value.includes('\\ ') && !value.includes('  ')
  return value.split(isSimple ? ' ' : /(?<!\\) +/)
}

/** Replace tabs with blanks up to the next multiple of 8 columns. */
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
 * Scripts in which groff prints some composed characters without their second part.
 *
 * @see measured on groff 1.22.4 and 1.24.2, for all of Unicode: test/man/phrasing/signs.test.ts
 */
const lostWhole = /[\u0900-\u1cff\u{10000}-\u{1ffff}]/u

function hexadecimal(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0')
}
