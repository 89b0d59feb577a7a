import type { VFile } from 'vfile'
import { report } from '../../message/index.ts'
import { plural } from '../../words/index.ts'

const signs = [
  ['\0', 'Unexpected control character U+0000, expected text'],
  // The replacement of a decoder for invalid UTF-8.
  ['\uFFFD', 'Unexpected U+FFFD, expected UTF-8'],
] as const

/**
 * Report the first NUL and the first invalid UTF-8 of Markdown that does not belong to a manual.
 */
export function checkBytes(file: VFile): void {
  const text = String(file)
  for (const [sign, reason] of signs) {
    const offset = text.indexOf(sign)
    if (offset === -1) continue
    const before = text.slice(0, offset).split(/\r\n|\r|\n/)
    const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset }
    const count = text.split(sign).length - 1
    const note = `${plural(count, 'place')} in the file, printed as U+FFFD`
    report(file, 'text-replaced', reason, place, { note })
  }
}
