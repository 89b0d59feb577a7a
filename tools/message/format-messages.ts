import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { type Level, levelOf } from './level.ts'
import { shorten } from './shorten.ts'
import { visibleLine, visibleText } from './visible-text.ts'

/**
 * Print the messages of files, one line each, then the note of each, indented.
 *
 * @param files
 *   Files with messages; printed in this order.
 * @returns
 *   Text with a final newline; empty without messages. Messages of one file are in the order of
 *   their places.
 */
export function formatMessages(files: Iterable<VFile>): string {
  let out = ''
  for (const file of files) {
    for (const message of file.messages.toSorted(byPlace)) {
      const { before, level, after } = messageParts(file, message)
      out += `${before}${level}${after}\n`
    }
  }
  return out
}

/** A message as it is printed: `docs/x.7.md:13:31: `, `error`, `: REASON [RULE]` and the note. */
export interface MessageParts {
  readonly before: string
  readonly level: Level
  readonly after: string
}

/**
 * Put one message in words.
 *
 * @param file
 *   File that it is on; gives the path.
 * @param message
 *   Message.
 * @returns
 *   What is printed before its level, the level, and the rest, without final newline. Whatever the
 *   message quotes, it is one line and a note that is set in; neither is longer than people read,
 *   and neither has a character that a terminal obeys.
 */
export function messageParts(file: VFile, message: VFileMessage): MessageParts {
  const point = message.line === undefined ? '' : `:${message.line}:${message.column ?? 1}`
  const rule = message.ruleId === undefined ? '' : ` [${message.ruleId}]`
  const before = `${visibleLine(file.path ?? 'stdin')}${point}: `
  const note = message.note ? `\n${noteText(message.note)}` : ''
  const after = `: ${visibleLine(shorten(message.reason))}${rule}${note}`
  return { before, level: levelOf(message), after }
}

function noteText(note: string): string {
  return visibleText(shorten(note)).replace(/^(?=.)/gm, '  ')
}

function byPlace(left: VFileMessage, right: VFileMessage): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0)
}
