import type { Nodes, Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../../message/index.ts'
import { showControls } from '../roff/escape.ts'
import { findWords, pageWords } from './find-words.ts'
import { plainRoff } from './plain-roff.ts'
import { textPieces } from './text-pieces.ts'

/**
 * Report every word and every line of code of a page that its compiled form lost.
 *
 * Words must occur in order; white space and case do not count, since headings change case and
 * lines are filled.
 *
 * @param tree
 *   Page.
 * @param roff
 *   Compiled page.
 * @param file
 *   File for the messages.
 */
export function checkText(tree: Root, roff: string, file: VFile): void {
  const text = plainRoff(roff)
  const words = pageWords(text)
  const squeezed = squeeze(text)
  let at = 0
  let place: Nodes['position']
  for (const { node, value, loose } of textPieces(tree)) {
    // Generated text has the place of the text before it.
    place = node.position ?? place
    const found = findWords(value, words, at, loose)
    at = found.end
    const lost = found.lost ?? (node.type === 'code' ? lostLine(value, squeezed) : undefined)
    if (lost === undefined) continue
    const reason = `Unexpected manual page without \`${lost}\`, expected every word of the page`
    report(file, 'man-text-lost', reason, place)
  }
}

/** First line of code missing in the page. */
function lostLine(code: string, page: string): string | undefined {
  if (page.includes(squeeze(code))) return undefined
  return code.split(/\r?\n/).find((line) => !page.includes(squeeze(line)))
}

function squeeze(text: string): string {
  return showControls(text.normalize('NFC')).replace(/\s+/g, '')
}
