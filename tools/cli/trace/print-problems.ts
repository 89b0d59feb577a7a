import type { TraceError } from '../../driver/index.ts'
import { visibleLine } from '../../message/index.ts'
import type { Io } from '../io.ts'

/** Print what is wrong with a trace, one line per problem. */
export function printProblems(file: string, { problems }: TraceError, io: Io): void {
  const name = file === '-' ? '<stdin>' : file
  for (const { line, column, reason } of problems) {
    io.stderr(`${visibleLine(`${name}:${line}:${column}: error: ${reason}`)}\n`)
  }
}
