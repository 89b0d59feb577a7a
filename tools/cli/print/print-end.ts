import type { VFile } from 'vfile'
import type { Io } from '../io.ts'
import { printCounts } from './print-counts.ts'
import { printMessages } from './print-messages.ts'

/**
 * Print the messages of files, then what was done and how many messages there are.
 */
export function printEnd(files: readonly VFile[], io: Io, text: string): void {
  printMessages(files, io)
  printCounts(files, io, text)
}
