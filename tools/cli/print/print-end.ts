import type { VFile } from 'vfile'
import type { Io } from '../io.ts'
import { printCounts } from './print-counts.ts'
import { printMessages } from './print-messages.ts'

/**
 * Print the messages of files, then one line that says what was done and counts them.
 *
 * @param files
 *   Files.
 * @param io
 *   Gets them on standard error.
 * @param text
 *   What was done.
 */
export function printEnd(files: readonly VFile[], io: Io, text: string): void {
  printMessages(files, io)
  printCounts(files, io, text)
}
