import type { TraceLine } from '../port.ts'
import { nameConstants } from './name-constants.ts'

/**
 * List the lines of a trace for human readers.
 *
 * @param text
 *   JSON Lines that `readTrace` accepts.
 * @returns
 *   One object per nonblank line, with constants by name.
 */
export function readLines(text: string): TraceLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => nameConstants(JSON.parse(line) as TraceLine))
}
