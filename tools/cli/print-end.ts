import type { VFile } from 'vfile'
import type { Io } from './io.ts'

/**
 * Print the messages of files, then one line that says what was done and counts them.
 *
 * @param files
 *   Files; where there are none, nothing is loaded.
 * @param io
 *   Gets them on standard error.
 * @param text
 *   What was done.
 */
export async function printEnd(files: readonly VFile[], io: Io, text: string): Promise<void> {
  if (files.length === 0) return io.stderr(`${text}\n`)
  const [{ printMessages }, { printCounts }] = await Promise.all([
    import('./print-messages.ts'),
    import('./print-counts.ts'),
  ])
  printMessages(files, io)
  printCounts(files, io, text)
}
