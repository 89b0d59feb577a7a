import type { VFile } from 'vfile'
import { codeFrame, type Level, messageParts, worstLevel } from '../../message/index.ts'
import type { Io } from '../io.ts'
import { type Control, control } from './printer.ts'

const colors: Readonly<Record<Level, Control>> = {
  error: control.red,
  warning: control.yellow,
  info: control.cyan,
}

/**
 * Print the messages of files on standard error, sorted by place, each with the line at fault.
 *
 * @returns
 *   Worst level; `undefined` if there are no messages.
 */
export function printMessages(files: readonly VFile[], io: Io): Level | undefined {
  for (const file of files) {
    const messages = [...file.messages].sort(
      (a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0),
    )
    for (const message of messages) {
      const frame = message.place === undefined ? '' : codeFrame(file, message.place)
      const { before, level, after } = messageParts(file, message)
      const word = io.color ? [colors[level], level, control.plain] : [level]
      io.stderr(before, ...word, `${after}\n`)
      if (frame !== '' && message.fatal !== undefined) io.stderr(`${indent(frame)}\n`)
    }
  }
  return worstLevel(files)
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n')
}
