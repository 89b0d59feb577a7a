import type { VFile } from 'vfile'
import { levelOf } from '../../message/index.ts'

/** A message as programs read it. */
export interface JsonMessage {
  readonly file: string
  readonly line?: number
  readonly column?: number
  readonly endLine?: number
  readonly endColumn?: number
  readonly level: string
  readonly ruleId?: string
  readonly reason: string
  readonly note?: string
}

/**
 * Turn the messages of files into plain data.
 *
 * @param files
 *   Files with messages.
 * @returns
 *   One object per message, in the order of the files and of their messages.
 */
export function jsonMessages(files: readonly VFile[]): JsonMessage[] {
  return files.flatMap((file) =>
    file.messages.map((message) => {
      const place = message.place
      const end = place !== undefined && 'end' in place ? place.end : undefined
      return {
        file: file.path,
        ...(message.line === undefined ? {} : { line: message.line }),
        ...(message.column === undefined ? {} : { column: message.column }),
        ...(end === undefined ? {} : { endLine: end.line, endColumn: end.column }),
        level: levelOf(message),
        ...(message.ruleId === undefined ? {} : { ruleId: message.ruleId }),
        reason: message.reason,
        ...(message.note === undefined ? {} : { note: message.note }),
      }
    }),
  )
}

/**
 * Print the messages of files as JSON.
 *
 * @param files
 *   Files with messages.
 * @returns
 *   A list of objects, with a final line end.
 */
export function reportJson(files: readonly VFile[]): string {
  return `${JSON.stringify(jsonMessages(files), null, 2)}\n`
}
