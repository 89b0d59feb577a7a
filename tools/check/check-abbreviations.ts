import type { Paragraph } from 'mdast'
import { visit } from 'unist-util-visit'
import { report } from '../message/index.ts'
import type { Spec } from '../spec/index.ts'
import { placeInNode } from './place-in-node.ts'

const words: Readonly<Record<string, string>> = {
  'e.g.': 'for example',
  'i.e.': 'that is',
  'etc.': 'and so on',
  'cf.': 'see',
}

/**
 * Warn of Latin abbreviations outside of parentheses.
 *
 * @see man-pages(7), "Preferred terms" and use of `e.g.`, Linux man-pages 6.9
 */
export function checkAbbreviations(spec: Spec): void {
  visit(spec.tree, 'paragraph', (node) => checkParagraph(spec, node))
}

function checkParagraph(spec: Spec, paragraph: Paragraph): void {
  let depth = 0
  visit(paragraph, 'text', (node) => {
    for (const match of node.value.matchAll(/[()]|\b(?:e\.g\.|i\.e\.|etc\.|cf\.)/g)) {
      const [word] = match
      if (word === '(') depth += 1
      else if (word === ')') depth = Math.max(0, depth - 1)
      else if (depth === 0) {
        const reason = `Unexpected \`${word}\` outside of parentheses, expected \`${words[word]}\``
        const place = placeInNode(spec, node, match.index, word.length)
        report(spec.file, 'style-abbreviation', reason, place)
      }
    }
  })
}
