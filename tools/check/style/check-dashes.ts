import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode } from '../../page/index.ts'
import { placeInNode } from './place-in-node.ts'

/**
 * Warn about dashes with blanks around them, or made of hyphens, except at the start of a text,
 * where they follow a term.
 *
 * @see man-pages(7), 6.20, "Em-dashes"
 */
export function checkDashes(page: Page): void {
  eachNode(page.tree, (paragraph) => {
    if (paragraph.type !== 'paragraph') return
    eachNode(paragraph, (node) => {
      if (node.type !== 'text') return
      for (const match of node.value.matchAll(/(?<=\S)\s+(--|—)\s+(?=\S)/g)) {
        const [blanks, dash = ''] = match
        const at = match.index + blanks.indexOf(dash)
        const place = placeInNode(page, node, at, dash.length)
        const reason = `Unexpected blanks around \`${dash}\`, expected \`—\` without blanks`
        report(page.file, 'style-dash', reason, place)
      }
    })
  })
}
