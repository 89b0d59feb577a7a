import type { Node, Position } from 'unist'
import type { TreeKind } from './tree-problem.ts'

/**
 * List the parts of a tree that a plugin must keep, as named in messages, with their places.
 *
 * A plugin can remove words: that is what its author wants. A page without a title is not a page,
 * though, and contents, search and other pages link to the ids.
 */
export function essentialParts(tree: unknown, kind: TreeKind): ReadonlyMap<string, string> {
  const { children = [] } = Object(tree)
  const parts = new Map<string, string>(children.length > 0 ? [['everything', '']] : [])
  for (const node of children) {
    if (node?.type === 'yaml') parts.set('the front matter', placeOf(node))
    if (node?.type === 'heading' && node.depth === 1 && !parts.has('the title')) {
      parts.set('the title', placeOf(node))
    }
  }
  if (kind === 'hast') addIds(tree as Node, parts)
  return parts
}

/** Explain which part was lost or moved; `undefined` if none was. */
export function lossProblem(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): string | undefined {
  for (const [part, place] of before) {
    const now = after.get(part)
    if (now === undefined) return `it removed ${part} from the page`
    if (now !== place) return `it changed the position of ${part}, expected ${place}`
  }
  return undefined
}

/** Messages about the text of a part are placed by its position. */
function placeOf({ position }: { readonly position?: Position }): string {
  if (position === undefined) return 'none'
  const { start, end } = position
  return `${start.line}:${start.column} to ${end.line}:${end.column}`
}

function addIds(node: Node, parts: Map<string, string>): void {
  const { properties, children = [] } = node as Node & Record<'properties' | 'children', never>
  const id: unknown = Object(properties).id
  if (typeof id === 'string') parts.set(`the anchor \`${id}\``, '')
  for (const child of children) addIds(child, parts)
}
