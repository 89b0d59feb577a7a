import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { lintRoff } from './lint/lint-roff.ts'

/** Report what of a compiled page breaks a rule; the note quotes the line. */
export function checkRoff(roff: string, file: VFile): void {
  for (const { ruleId, line, reason } of lintRoff(roff)) {
    const note = `Line ${line.number} of the compiled page: \`${line.source}\``
    report(file, ruleId, reason, undefined, { note })
  }
}
