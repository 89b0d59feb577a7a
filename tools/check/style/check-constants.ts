import { report } from '../../message/index.ts'
import type { Page } from '../../page/index.ts'
import { eachNode } from '../../page/index.ts'
import { placeInNode } from './place-in-node.ts'

const pattern =
  /(?<![\w/.-])(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|(?:E|SIG)[A-Z][A-Z0-9]+)(?![\w(/.-]*\w|\()/g

/**
 * Warn about constants in plain text, which a man page would not print in bold.
 *
 * Errors and signals are known by name, others by their underscore. Titles have a single font.
 *
 * @see man-pages(7), 6.20, "Formatting conventions (general)"
 */
export function checkConstants(page: Page): void {
  const { errors, signals } = page.vocabulary
  const names = new Set([...errors, ...signals])
  eachNode(page.tree, (node, parent) => {
    if (node.type !== 'text' || (parent && fonts.has(parent.type))) return
    for (const match of node.value.matchAll(pattern)) {
      const [word] = match
      if (!word.includes('_') && !names.has(word)) continue
      const place = placeInNode(page, node, match.index, word.length)
      const reason = `Unexpected constant \`${word}\` as plain text, expected it as code`
      report(page.file, 'style-constant', reason, place)
    }
  })
}

/** Nodes that set the font of their content. */
const fonts: ReadonlySet<string> = new Set([
  'heading',
  'strong',
  'emphasis',
  'link',
  'linkReference',
])
