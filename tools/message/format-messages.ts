import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { type Level, levelOf } from './level.ts'
import { shorten } from './shorten.ts'
import { visibleLine, visibleText } from './visible-text.ts'

/**
 * Format the messages of files, one line each, followed by its note, indented.
 *
 * @param files
 *   Files.
 * @returns
 *   Text with a final newline, sorted by place within each file; empty without messages.
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

/** Printed parts of a message: `docs/x.7.md:13:31: `, `error`, `: REASON [RULE]` and the note. */
export interface MessageParts {
  readonly before: string
  readonly level: Level
  readonly after: string
}

/**
 * Format one message.
 *
 * @param file
 *   File that the message is on.
 * @param message
 *   Message.
 * @returns
 *   One line and an indented note, without a final newline; both are shortened, and control
 *   characters are made visible.
 */
export function messageParts(file: VFile, message: VFileMessage): MessageParts {
  const point = message.line === undefined ? '' : `:${message.line}:${message.column ?? 1}`
  const name = ruleName(message)
  const rule = name === '' ? '' : ` [${visibleLine(name)}]`
  const before = `${visibleLine(file.path ?? 'stdin')}${point}: `
  const note = message.note ? `\n${noteText(message.note)}` : ''
  const after = `: ${visibleLine(shorten(message.reason))}${rule}${note}`
  return { before, level: levelOf(message), after }
}

/** Name of a rule; that of another program is preceded by the program: `remark-lint:mood`. */
function ruleName({ source, ruleId }: VFileMessage): string {
  const parts = source === 'manproof' ? [ruleId] : [source, ruleId]
  return parts.filter((part) => part !== undefined && part !== null).join(':')
}

function noteText(note: string): string {
  return visibleText(shorten(note)).replace(/^(?=.)/gm, '  ')
}

function byPlace(left: VFileMessage, right: VFileMessage): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0)
}
