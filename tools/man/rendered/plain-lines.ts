import { expandTabs } from '../roff/escape.ts'

/** Lines of a rendered page, without escape sequences and overstriking, with blanks for tabs. */
export function plainLines(page: string): string[] {
  const esc = '\u001b'
  const commands = new RegExp(
    `${esc}(?:\\[[0-9;]*m|\\]8;[^${esc}\u0007]*(?:${esc}\\\\|\u0007))`,
    'g',
  )
  const plain = page.replace(commands, '').replace(/.[\b]/gu, '')
  return plain.split(/\r?\n/).map((line) => expandTabs(line).trimEnd())
}

/** Columns before the first character of a line. */
export function indentOf(line: string): number {
  return line.search(/\S|$/)
}
