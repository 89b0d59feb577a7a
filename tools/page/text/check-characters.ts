import { report } from '../../message/index.ts'
import { type PageText, placeAt } from './page-text.ts'

/** Control characters other than tab and line ends, and the replacement for a bad byte. */
const unprintable = /(?:[^\P{Cc}\t\n\r]|\uFFFD)+/gu

/**
 * Report characters that readers cannot see, only the first ones of each line.
 *
 * A terminal obeys control characters, and bytes that are not UTF-8 are lost when a page is read.
 */
export function checkCharacters(page: PageText): void {
  const lines = new Set<number>()
  for (const { 0: run, index } of page.text.matchAll(unprintable)) {
    const place = placeAt(page, index, index + run.length)
    if (lines.has(place.start.line)) continue
    lines.add(place.start.line)
    report(page.file, 'text-lost', reasonOf(run.codePointAt(0) ?? 0), place)
  }
}

function reasonOf(code: number): string {
  if (code === 0xfffd) return 'Unexpected U+FFFD, expected the character that it replaced'
  const name = code.toString(16).toUpperCase().padStart(4, '0')
  return `Unexpected control character U+${name}, expected text`
}
