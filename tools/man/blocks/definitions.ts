import type { Definition, Root } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { eachBlock, slugOf } from '../../page/index.ts'

/** Map identifiers to definitions of reference links; the first one counts, as in CommonMark. */
export function definitionsOf(tree: Root): Map<string, Definition> {
  const found = new Map<string, Definition>()
  eachBlock(tree, (node) => {
    if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
  })
  return found
}

/** Map anchors, as of GitHub and the site, to the titles of headings. */
export function anchorsOf(tree: Root): Map<string, string> {
  const found = new Map<string, string>()
  eachBlock(tree, (node) => {
    if (node.type !== 'heading') return
    const title = plainText(node)
    found.set(slugOf(title), node.depth === 2 ? title.toUpperCase() : title)
  })
  return found
}
