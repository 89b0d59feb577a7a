import type { Text } from 'mdast'
import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode } from '../../page/index.ts'
import { placeInNode } from './place-in-node.ts'
import { preferredTerms, termPatterns } from './preferred-terms.ts'

const preferred = new Map(
  Object.entries(preferredTerms).flatMap(([right, wrong]) =>
    wrong.split('|').map((word) => [word.toLowerCase(), right]),
  ),
)
// Calls such as `setuid(2)`, paths and compounds are names.
const pattern = new RegExp(
  String.raw`(?<![\w/.-])(${[...preferred.keys()].join('|')})s?(?![\w(-]|\/)`,
  'gi',
)

/**
 * Warn about terms that man-pages(7) spells differently.
 *
 * @see man-pages(7), 6.20, "Preferred terms"
 */
export function checkTerms(page: Page): void {
  eachNode(page.tree, (node, parent) => {
    if (node.type !== 'text') return
    // A single bold word is a name.
    const isName = parent?.type === 'strong' && !/\s/.test(node.value)
    if (!isName) checkText(page, node)
  })
}

function checkText(page: Page, node: Text): void {
  const text = node.value.replace(/\n/g, ' ')
  for (const match of text.matchAll(pattern)) {
    const [word, wrong = ''] = match
    warn(page, node, { word, at: match.index, right: preferred.get(wrong.toLowerCase()) ?? '' })
  }
  for (const [wrong, right] of termPatterns) {
    for (const match of text.matchAll(wrong)) {
      const word = match[0].trimEnd()
      const wanted = right.replace('$1', match[1] ?? '').trimEnd()
      warn(page, node, { word, at: match.index, right: wanted })
    }
  }
}

function warn(
  page: Page,
  node: Text,
  { word, at, right }: { readonly word: string; readonly at: number; readonly right: string },
): void {
  const place = placeInNode(page, node, at, word.length)
  report(page.file, 'style-term', `Unexpected \`${word}\`, expected \`${right}\``, place)
}
