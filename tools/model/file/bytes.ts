import { PAGE } from '../constants.ts'

/** Bytes that one call can move: a world stays small, and a result is a string that exists. */
export const mostBytes: number = 2 ** 26

/**
 * Bytes that a kernel moves in one call at most; more is a short read or write.
 *
 * @see include/linux/fs.h MAX_RW_COUNT, v6.12; read(2), NOTES
 */
export const MAX_RW_COUNT = 0x7ffff000

const hexOnly = /^(?:[0-9a-f]{2})*$/i

/** Content without the zeros at its end, which is how frames are kept. */
export function trimmed(hex: string): string {
  let end = hex.length
  while (end >= 2 && hex.charCodeAt(end - 1) === 48 && hex.charCodeAt(end - 2) === 48) end -= 2
  return hex.slice(0, end)
}

/** `length` bytes of a frame from `offset` on, as hexadecimal. */
export function slice(frame: string, offset: number, length: number): string {
  return frame.slice(offset * 2, (offset + length) * 2).padEnd(length * 2, '0')
}

/** A frame after `hex` has been written at `offset`. */
export function spliced(frame: string, offset: number, hex: string): string {
  const head = frame.slice(0, offset * 2).padEnd(offset * 2, '0')
  return trimmed(head + hex + frame.slice(offset * 2 + hex.length))
}

/** A frame after `[from, to)` has been zeroed. */
export function zeroed(frame: string, from: number, to: number): string {
  return spliced(frame, from, '0'.repeat((Math.min(to, PAGE) - from) * 2))
}

const bytes: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, '0'),
)

/** UTF-8 text as hexadecimal. */
export function textToHex(text: string): string {
  let hex = ''
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    // Beyond ASCII a character is more than a byte.
    if (code > 127) return encoded(text)
    hex += bytes[code]
  }
  return hex
}

function encoded(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => bytes[byte]).join('')
}

/** Hexadecimal as UTF-8 text. */
export function hexToText(hex: string): string {
  const read = new Uint8Array(hex.length / 2)
  for (let at = 0; at < read.length; at += 1) {
    read[at] = 16 * digit(hex.charCodeAt(at * 2)) + digit(hex.charCodeAt(at * 2 + 1))
  }
  return new TextDecoder().decode(read)
}

/** Value of a digit in lower case. */
function digit(code: number): number {
  return code > 57 ? code - 87 : code - 48
}

/**
 * Data of a call as hexadecimal: text, `{hex}` or `{fill, length}`; undefined if it is none. Of a
 * fill that is longer than `mostBytes` there is one byte too many, so that it can be told.
 */
export function dataToHex(data: unknown): string | undefined {
  if (typeof data === 'string') return textToHex(data)
  if (typeof data !== 'object' || data === null) return undefined
  if ('hex' in data) {
    return typeof data.hex === 'string' && hexOnly.test(data.hex)
      ? data.hex.toLowerCase()
      : undefined
  }
  if (!('fill' in data && 'length' in data)) return undefined
  const { fill, length } = data
  if (typeof fill !== 'number' || typeof length !== 'number') return undefined
  if (!Number.isInteger(fill) || fill < 0 || fill > 255) return undefined
  if (!Number.isSafeInteger(length) || length < 0) return undefined
  return fill
    .toString(16)
    .padStart(2, '0')
    .repeat(Math.min(length, mostBytes + 1))
}
