import type { Nodes, Root } from 'mdast'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { eachNode } from './each-node.ts'
import { treeCompiler } from './markdown/compile-tree.ts'
import { tokenize } from './markdown/tokenize.ts'
import { parserFor } from './syntax.ts'

const compileTree = treeCompiler([
  frontmatterFromMarkdown(['yaml']),
  ...gfmFromMarkdown().map(withoutIdleLinks),
])

/**
 * Parse a page.
 *
 * Offsets are made to count a byte order mark, which the parser skips, and line ends in values
 * become `\n`, so that a page gives the same tree whatever its line ends.
 *
 * @param text
 *   Text of the page.
 * @returns
 *   The tree that remark-parse gives with remark-gfm and with remark-frontmatter for YAML.
 * @see CommonMark 0.31; GitHub Flavored Markdown 0.29; measured: test/spec/parse-tree.test.ts
 */
export function parseTree(text: string): Root {
  const tree = compileTree(tokenize(text, parserFor(text)))
  const shift = text.startsWith('\uFEFF') ? 1 : 0
  if (shift === 0 && !text.includes('\r')) return tree
  eachNode(tree, (node) => {
    if ('value' in node && node.value.includes('\r')) {
      node.value = node.value.replace(/\r\n?/g, '\n')
    }
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

type ToNodes = ReturnType<typeof gfmFromMarkdown>[number]

/** The search for addresses in the finished tree, left out where no text has one. */
function withoutIdleLinks(extension: ToNodes): ToNodes {
  const { transforms } = extension
  if (!transforms) return extension
  return {
    ...extension,
    transforms: transforms.map((transform) => (tree) => {
      let isNeeded = false
      eachNode(tree, (node: Nodes) => {
        isNeeded ||= node.type === 'text' && /https?:\/\/|www\.|@/i.test(node.value)
      })
      return isNeeded ? transform(tree) : undefined
    }),
  }
}
