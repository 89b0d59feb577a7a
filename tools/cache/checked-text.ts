import { createHash } from 'node:crypto'
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { keepFile } from './keep-file.ts'

/**
 * Read a text written by `keepText`.
 *
 * @param path
 *   File.
 * @returns
 *   Text; `undefined` if the file is missing, damaged or unreadable.
 */
export function readText(path: string): string | undefined {
  try {
    const whole = readRegular(path)
    const text = whole.slice(digits + 1)
    return whole.slice(0, digits) === hashOf(text) ? text : undefined
  } catch {
    return undefined
  }
}

/**
 * Write a text with its hash, whole or not at all.
 *
 * @param path
 *   File; its folder is made.
 * @param text
 *   Text.
 * @returns
 *   Whether it was written.
 */
export function keepText(path: string, text: string): boolean {
  return keepFile(path, `${hashOf(text)}\n${text}`)
}

/**
 * Hash a text for comparison.
 *
 * @param text
 *   Text or bytes.
 * @returns
 *   SHA-256, in hexadecimal.
 */
export function hashOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Length of a hash. */
const digits = 64

/** Read a regular file; to open a FIFO would wait for its writer. */
function readRegular(path: string): string {
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    return fstatSync(fd).isFile() ? readFileSync(fd, 'utf8') : ''
  } finally {
    closeSync(fd)
  }
}
