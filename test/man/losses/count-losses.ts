import type { Piece } from './pieces.ts'

/** Amount of a page that readers do not see. */
export interface Losses {
  readonly words: number
  readonly codeLines: number
}

/**
 * Count words and lines of code that a rendering lacks.
 *
 * A word that occurs twice in the page must occur twice in the rendering, anywhere; so must a line
 * of code, of which white space is ignored. The lines of the header and footer are ignored.
 */
export function countLosses(pieces: readonly Piece[], rendered: string): Losses {
  const body = bodyOf(rendered)
  const words = pieces.flatMap(({ value }) => wordsOf(value))
  const lines = pieces.flatMap(({ kind, value }) => (kind === 'code' ? [squeeze(value)] : []))
  return {
    words: missing(words, wordsOf(body)).length,
    codeLines: missing(lines, body.split('\n').flatMap(suffixesOf)).length,
  }
}

/** List the values that occur less often in `have`. */
function missing(values: readonly string[], have: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const value of have) left.set(value, (left.get(value) ?? 0) + 1)
  return values.filter((value) => {
    const count = left.get(value) ?? 0
    left.set(value, count - 1)
    return count <= 0
  })
}

function bodyOf(rendered: string): string {
  return rendered.trim().split('\n').slice(1, -1).join('\n')
}

/** Squeeze a line, without its tag. */
function suffixesOf(line: string): string[] {
  const parts = line.trim().split(/\s+/)
  const tag = parts[0] ?? ''
  return /^(?:•|\d+\.|\[\w*\])$/.test(tag) ? [squeeze(parts.slice(1).join(''))] : [squeeze(line)]
}

function wordsOf(text: string): string[] {
  return (
    shown(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}_]+/gu) ?? []
  )
}

function squeeze(text: string): string {
  return shown(text).replace(/\s+/g, '')
}

function shown(text: string): string {
  return text.normalize('NFC').replaceAll('\u2010', '-')
}
