import type { Paragraph } from 'mdast'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode } from '../../page/index.ts'
import { placeInNode } from './place-in-node.ts'

const words: Readonly<Record<string, string>> = {
  'e.g.': 'for example',
  'i.e.': 'that is',
  'etc.': 'and so on',
  'cf.': 'compare to',
  'a.k.a.': 'also known as',
}

const pattern = /[()]|\b(e\.g\.|i\.e\.|etc\.|cf\.|a\.k\.a\.)(,?)/g

/**
 * Warn about Latin abbreviations outside parentheses, and about `e.g.` and `i.e.` without a comma.
 *
 * @see man-pages(7), 6.20, "Use of e.g., i.e., etc., a.k.a., and similar"
 */
export function checkAbbreviations(page: Page): void {
  eachNode(page.tree, (node) => {
    if (node.type === 'paragraph') checkParagraph(page, node)
  })
}

function checkParagraph(page: Page, paragraph: Paragraph): void {
  let depth = 0
  eachNode(paragraph, (node) => {
    if (node.type !== 'text') return
    for (const match of node.value.matchAll(pattern)) {
      const [sign, word, comma] = match
      if (sign === '(') depth += 1
      else if (sign === ')') depth = Math.max(0, depth - 1)
      if (word === undefined) continue
      const place = placeInNode(page, node, match.index, word.length)
      if (depth === 0) {
        const reason = `Unexpected \`${word}\` outside parentheses, expected \`${words[word]}\``
        report(page.file, 'style-abbreviation', reason, place)
      } else if (comma === '' && /^[ei]/.test(word) && word !== 'etc.') {
        const reason = `Unexpected \`${word}\` without a comma, expected \`${word},\``
        report(page.file, 'style-abbreviation', reason, place)
      }
    }
  })
}
