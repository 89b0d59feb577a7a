import type { VFile } from 'vfile'
import { levelOf } from '../../message/index.ts'
import { plural } from '../../words/index.ts'
import type { Io } from '../io.ts'

/**
 * Print one line on standard error: what was done, and the number of errors and warnings.
 */
export function printCounts(files: readonly VFile[], io: Io, text: string): void {
  const levels = files.flatMap((file) => file.messages.map((message) => levelOf(message)))
  const errors = levels.filter((level) => level === 'error').length
  const warnings = levels.filter((level) => level === 'warning').length
  const counts = [
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ]
  io.stderr(`${[text, ...counts].join(', ')}\n`)
}
