import { report } from '../../message/index.ts'
import type { Example } from '../page.ts'
import type { PageText } from '../text/page-text.ts'
import { placeIn } from '../text/place-in.ts'

const cut = '// ---cut---'
const lookalike = /^[^\S\n]*\/\/\s*-{2,}\s*(?:cut|CUT)\b.*$/gm

/**
 * Select the part of an example that readers see.
 *
 * @returns
 *   Code from the line after `// ---cut---`, else all of it.
 * @see twoslash 0.3, "Cutting a code sample"
 */
export function readShown(page: PageText, example: Pick<Example, 'code' | 'lines'>): string {
  const { code } = example
  let shown = code
  let count = 0
  for (const { 0: line, index } of code.matchAll(lookalike)) {
    const end = index + line.length
    const complain = (reason: string): void =>
      void report(page.file, 'example-cut', reason, placeIn(example, index, end))
    if (line.trim() !== cut) {
      complain(`Unexpected \`${line.trim()}\`, expected \`${cut}\``)
      continue
    }
    count += 1
    if (count > 1) complain(`Unexpected second \`${cut}\`, expected one`)
    shown = code.slice(end + 1)
    if (shown.trim() === '') complain(`Unexpected \`${cut}\` at the end, expected code below it`)
  }
  return shown
}
