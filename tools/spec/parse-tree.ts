import type { Nodes, Root } from 'mdast'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { visit } from 'unist-util-visit'
import type { PageText } from './page-text.ts'

const processor = unified()
  .use(remarkParse)
  .use(remarkFrontmatter, ['yaml'])
  .use(remarkGfm, { singleTilde: false })
  .freeze()

/**
 * Parse a page.
 *
 * Offsets are made to count a byte order mark, which the parser skips, and line ends in values
 * become `\n`, so that a page gives the same tree whatever its line ends.
 */
export function parseTree(page: PageText): Root {
  const tree = processor.parse(page.text)
  const shift = page.text.startsWith('\uFEFF') ? 1 : 0
  visit(tree, (node: Nodes) => {
    if ('value' in node) node.value = node.value.replace(/\r\n?/g, '\n')
    if (!node.position || shift === 0) return
    for (const point of [node.position.start, node.position.end]) {
      // The root starts at the mark itself.
      if (point.offset !== undefined && (point.offset > 0 || node.type !== 'root')) {
        point.offset += shift
      }
    }
  })
  return tree
}
