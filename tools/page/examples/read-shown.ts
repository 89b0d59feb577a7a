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
  for (const match of code.matchAll(lookalike)) {
    const place = placeIn(example, match.index, match.index + match[0].length)
    if (match[0].trim() !== cut) {
      const reason = `Unexpected \`${match[0].trim()}\`, expected \`${cut}\``
      report(page.file, 'example-cut', reason, place)
      continue
    }
    count += 1
    if (count > 1)
      report(page.file, 'example-cut', `Unexpected second \`${cut}\`, expected one`, place)
    shown = code.slice(match.index + match[0].length + 1)
    if (shown.trim() === '') {
      report(
        page.file,
        'example-cut',
        `Unexpected \`${cut}\` at the end, expected code below it`,
        place,
      )
    }
  }
  return shown
}
