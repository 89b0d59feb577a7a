import type { Definition, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { eachBlock, slugOf } from '../../page/index.ts'

/** Definitions of reference links by identifier; the first of a name counts, as in CommonMark. */
export function definitionsOf(tree: Root): Map<string, Definition> {
  const found = new Map<string, Definition>()
  eachBlock(tree, (node) => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
  })
  return found
}

/** Titles of headings by the anchor that GitHub and the site give them. */
export function anchorsOf(tree: Root): Map<string, string> {
  const found = new Map<string, string>()
  eachBlock(tree, (node) => {
    if (node.type !== 'heading') return
    const title = plainText(node)
    found.set(slugOf(title), node.depth === 2 ? title.toUpperCase() : title)
  })
  return found
}
