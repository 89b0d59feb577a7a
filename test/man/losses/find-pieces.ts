import type { Piece } from './pieces.ts'
import { unboxTables } from './unbox-tables.ts'

/**
 * Find the first piece that a rendered page lacks after the pieces before it.
 *
 * White space is ignored in text, since lines are filled, but not in code. Only a hyphen or an
 * apostrophe inside a word of prose can be printed as such; a minus, the dash of an option and a
 * quote remain as they are.
 */
export function missingPiece(pieces: readonly Piece[], rendered: string): Piece | undefined {
  const lines = unboxTables(decompose(rendered).split('\n'))
  const squeezed = lines.map(squeeze)
  const starts: number[] = []
  let total = 0
  for (const line of squeezed) {
    starts.push(total)
    total += line.length
  }
  const exact = squeezed.join('')
  const shown = exact.replaceAll('\u2010', '-').replaceAll('\u2019', "'")
  const prose = {
    text: { exact, shown, fold: (value: string) => value },
    title: { exact, shown: shown.toUpperCase(), fold: (value: string) => value.toUpperCase() },
  }
  let at = 0
  for (const piece of pieces) {
    const end =
      piece.kind === 'code'
        ? endOfCode(codeText(piece.value), at, { lines, squeezed, starts })
        : endOfText(proseText(piece.value), at, prose[piece.kind])
    if (end === undefined) return piece
    at = end
  }
  return undefined
}

interface Rendered {
  readonly lines: readonly string[]
  readonly squeezed: readonly string[]
  /** Offset of each line in the squeezed page. */
  readonly starts: readonly number[]
}

/** Text of a page in one piece, as it is and as it is compared. */
interface Prose {
  readonly exact: string
  readonly shown: string
  readonly fold: (value: string) => string
}

function endOfText(value: string, at: number, page: Prose): number | undefined {
  const wanted = page.fold(value.replaceAll('\u2010', '-').replaceAll('\u2019', "'"))
  for (let found = page.shown.indexOf(wanted, at); found >= 0; ) {
    const end = found + wanted.length
    if (keepsSigns(value, page.exact.slice(found, end))) return end
    found = page.shown.indexOf(wanted, found + 1)
  }
  return undefined
}

/** Whether each dash and quote is kept, but for a hyphen or an apostrophe between letters. */
function keepsSigns(value: string, exact: string): boolean {
  for (const { 0: sign, index } of value.matchAll(/['-]/g)) {
    const shown = sign === '-' ? '\u2010' : '\u2019'
    const isInWord = /^[a-z][-'][a-z]$/i.test(value.slice(Math.max(0, index - 1), index + 2))
    if (exact[index] === shown && !isInWord) return false
  }
  return true
}

/** Code ends its line, with its blanks; a tag can precede it. */
function endOfCode(value: string, at: number, page: Rendered): number | undefined {
  const length = squeeze(value).length
  // Tabs are widened, which tests of code check; mandoc 1.14.6 prints at most about 250 blanks.
  const parts = value
    .split(/[\t\u00a0]+| {200,}/)
    .map((part) => part.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'))
  const pattern = new RegExp(`${parts.join('\\s+')}\\s*$`, 'u')
  for (const [index, line] of page.lines.entries()) {
    const end = (page.starts[index] ?? 0) + (page.squeezed[index] ?? '').length
    if (end - length >= at && pattern.test(line)) return end
  }
  return undefined
}

/** Show `value` with pictures of control characters, if they have one. */
function seen(value: string): string {
  const shown = value.replace(/[^\P{Cc}\t\n\r]|\p{Cs}/gu, (sign) => {
    const code = sign.charCodeAt(0)
    if (code === 0x7f) return '\u2421'
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : '\ufffd'
  })
  return decompose(shown)
}

/** Split accents from letters without sorting them across pieces. */
function decompose(value: string): string {
  // An ellipsis in prose is printed as three dots.
  return value.replaceAll('\u2026', '...').replace(/[^ -~]/gu, (sign) => sign.normalize('NFD'))
}

function proseText(value: string): string {
  return squeeze(seen(value))
}

function codeText(value: string): string {
  return seen(value).trimEnd()
}

function squeeze(value: string): string {
  return value.replace(/\s+/g, '').replace(/[^ -~]/gu, oneCapital)
}

/** Replace a sign by its capital if that is longer, so capitals keep offsets. */
function oneCapital(sign: string): string {
  const upper = sign.toUpperCase()
  return upper.length === sign.length ? sign : upper
}
