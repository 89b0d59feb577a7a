import type { TraceLine } from '../port.ts'
import { nameConstants } from './name-constants.ts'

/**
 * List the lines of a trace as people read them.
 *
 * @param text
 *   JSON Lines that `readTrace` accepts.
 * @returns
 *   One object for each line that is not blank, its constants by name.
 */
export function readLines(text: string): TraceLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return lines
    .filter((line) => line.trim() !== '')
    .map((line) => nameConstants(JSON.parse(line) as TraceLine))
}
