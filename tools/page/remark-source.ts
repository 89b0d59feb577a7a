import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { eachNode } from './nodes/each-node.ts'

/**
 * Plugin of unified that ties a tree to the text it came from.
 *
 * Offsets count a byte order mark, which the parser skips, and line ends in values become `\n`, so
 * the tree does not depend on the line ends of the page.
 *
 * @returns
 *   Transformer.
 */
export const remarkSource: Plugin<[], Root> = () => (tree, file) => {
  const text = String(file)
  const shift = text.startsWith('\uFEFF') ? 1 : 0
  if (shift === 0 && !text.includes('\r')) return
  eachNode(tree, (node) => {
    if ('value' in node) node.value = node.value.replace(/\r\n?/g, '\n')
    if (!node.position || shift === 0) return
    for (const point of [node.position.start, node.position.end]) {
      // The root starts at the mark itself.
      if (point.offset !== undefined && (point.offset > 0 || node.type !== 'root')) {
        point.offset += shift
      }
    }
  })
}
