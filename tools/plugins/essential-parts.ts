import type { Node } from 'unist'
import type { TreeKind } from './tree-problem.ts'

/**
 * List the parts of a tree that a plugin must keep, as named in messages.
 *
 * A plugin can remove words: that is what its author wants. A page without a title is not a page,
 * though, and contents, search and other pages link to the ids.
 */
export function essentialParts(tree: unknown, kind: TreeKind): ReadonlySet<string> {
  const { children = [] } = Object(tree)
  const parts = new Set<string>(children.length > 0 ? ['everything'] : [])
  for (const node of children) {
    if (node?.type === 'yaml') parts.add('the front matter')
    if (node?.type === 'heading' && node.depth === 1) parts.add('the title')
  }
  if (kind === 'hast') addIds(tree as Node, parts)
  return parts
}

/** Explain which part was lost; `undefined` if none was. */
export function lossProblem(
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): string | undefined {
  const lost = [...before].find((part) => !after.has(part))
  return lost === undefined ? undefined : `it removed ${lost} from the page`
}

function addIds(node: Node, parts: Set<string>): void {
  const { properties, children = [] } = node as Node & Record<'properties' | 'children', never>
  const id: unknown = Object(properties).id
  if (typeof id === 'string') parts.add(`the anchor \`${id}\``)
  for (const child of children) addIds(child, parts)
}
