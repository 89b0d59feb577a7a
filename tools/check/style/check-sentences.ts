import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode } from '../../page/index.ts'
import { placeInNode } from './place-in-node.ts'

/**
 * Warn about sentences that start in the middle of a line.
 *
 * @see man-pages(7), "Use semantic newlines", Linux man-pages 6.9
 */
export function checkSentences(page: Page): void {
  eachNode(page.tree, (paragraph) => {
    if (paragraph.type !== 'paragraph') return
    eachNode(paragraph, (node) => {
      if (node.type !== 'text') return
      // Require two letters before the full stop: initials and `e.g.` do not end a sentence.
      for (const match of node.value.matchAll(/[a-z)]{2}[.!?] +(?=[A-Z])/g)) {
        const place = placeInNode(page, node, match.index + match[0].length, 1)
        const reason = 'Unexpected sentence in the middle of a line, expected it on a new line'
        report(page.file, 'style-sentence-line', reason, place)
      }
    })
  })
}
