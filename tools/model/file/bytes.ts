import { PAGE } from '../constants.ts'

/** Most bytes that one call can move; keeps worlds small and results within a string's length. */
export const mostBytes: number = 2 ** 26

/**
 * Most bytes that a kernel moves in one call; a longer request is a short read or write.
 *
 * @see include/linux/fs.h MAX_RW_COUNT, v6.12; read(2), NOTES
 */
export const MAX_RW_COUNT = 0x7ffff000

const hexOnly = /^(?:[0-9a-f]{2})*$/i

/** Content without trailing zeros, as frames store it. */
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
    // A character beyond ASCII takes more than one byte.
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

/** Value of a lowercase hexadecimal digit. */
function digit(code: number): number {
  return code > 57 ? code - 87 : code - 48
}

/**
 * Data of a call (text, `{hex}` or `{fill, length}`) as hexadecimal, or undefined. A fill longer
 * than `mostBytes` is cut to one byte more than that, so the excess can be detected.
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
