import { createHash } from 'node:crypto'

/**
 * Hash a text for comparison.
 *
 * @param text
 *   Text or bytes.
 * @returns
 *   SHA-256, in hexadecimal digits.
 */
export function hashOf(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex')
}
