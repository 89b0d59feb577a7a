import type { VFile } from 'vfile'
import type { VFileMessage } from 'vfile-message'
import { type Level, levelOf } from './level.ts'

const colours = { error: 31, warning: 33, info: 36 } as const satisfies Record<Level, number>

/**
 * Print the messages of files, one line each, then the note of each, indented.
 *
 * @param files
 *   Files with messages; printed in this order.
 * @param options
 *   `color`: with SGR escapes for a terminal; default: plain.
 * @returns
 *   Text with a final newline; empty without messages. Messages of one file are in the order of
 *   their places.
 */
export function formatMessages(
  files: Iterable<VFile>,
  options: { readonly color?: boolean } = {},
): string {
  let out = ''
  for (const file of files) {
    for (const message of file.messages.toSorted(byPlace)) {
      out += `${formatMessage(file, message, options)}\n`
    }
  }
  return out
}

/**
 * Print one message.
 *
 * @param file
 *   File that it is on; gives the path.
 * @param message
 *   Message.
 * @param options
 *   `color`: with SGR escapes for a terminal; default: plain.
 * @returns
 *   `docs/x.7.md:13:31: error: REASON [RULE]` and the note, without final newline.
 */
export function formatMessage(
  file: VFile,
  message: VFileMessage,
  options: { readonly color?: boolean } = {},
): string {
  const level = levelOf(message)
  const paint = (text: string, code: number): string =>
    options.color ? `\u001B[${code}m${text}\u001B[39m` : text
  const point = message.line === undefined ? '' : `:${message.line}:${message.column ?? 1}`
  const rule = message.ruleId === undefined ? '' : ` [${message.ruleId}]`
  const head = `${file.path ?? 'stdin'}${point}: ${paint(level, colours[level])}: `
  const note = message.note ? `\n${message.note.replace(/^(?=.)/gm, '  ')}` : ''
  return `${head}${message.reason}${rule}${note}`
}

function byPlace(left: VFileMessage, right: VFileMessage): number {
  return (left.line ?? 0) - (right.line ?? 0) || (left.column ?? 0) - (right.column ?? 0)
}
