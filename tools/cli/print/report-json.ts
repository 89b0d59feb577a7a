import type { VFile } from 'vfile'
import { levelOf } from '../../message/index.ts'

/** A message, for programs. */
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
 * Convert the messages of files to plain data.
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
 * Format the messages of files as JSON, with a final newline.
 */
export function reportJson(files: readonly VFile[]): string {
  return `${JSON.stringify(jsonMessages(files), null, 2)}\n`
}
