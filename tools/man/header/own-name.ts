import type { Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type NameLine, readNameLine } from './name-line.ts'

/** What a page's own NAME section says, and what becomes of its nodes. */
export interface OwnName {
  /** All names, and the phrase behind the first; no names where its first paragraph is no such line. */
  readonly line: Partial<NameLine>
  /** Nodes that the header has in their place. */
  readonly used: readonly RootContent[]
  /** Further ones, which NAME has no room for: programs read it. */
  readonly moved: readonly RootContent[]
}

/**
 * Read the NAME section of anybody's page: its first section, whatever stands in it.
 *
 * The first paragraph gives names and phrase. A further one in the same form gives names, too.
 */
export function ownName(tree: Root): OwnName | undefined {
  const headings = tree.children.filter((node) => node.type === 'heading')
  const [first, second] = headings
  const heading = [first, first?.depth === 1 ? second : undefined].find(
    (node) => node && isNameHeading(node),
  )
  if (!heading) return
  const below = tree.children.slice(tree.children.indexOf(heading) + 1)
  const end = below.findIndex((node) => node.type === 'heading')
  const nodes = below.slice(0, end < 0 ? undefined : end)
  const [start, ...others] = nodes.filter(({ type }) => type !== 'definition')
  const line = start && lineOf(start)
  if (!line) return { line: {}, used: [heading], moved: start ? [start, ...others] : [] }
  const further = others.flatMap((node) => {
    const next = lineOf(node)
    return next?.phrase === undefined ? [] : next.names
  })
  return {
    line: { ...line, names: [...new Set([...line.names, ...further])] },
    used: [heading, start],
    moved: others,
  }
}

/** Whether a heading is that of a NAME section. */
export function isNameHeading(node: RootContent): boolean {
  return node.type === 'heading' && headerText(node).toUpperCase() === 'NAME'
}

/** Text of a node as a header has it: in one line, without HTML. */
export function headerText(node: RootContent): string {
  return plainText(node, { includeHtml: false })
    .replace(/[ \t\n\r]+/g, ' ')
    .replace(/^ | $/g, '')
}

function lineOf(node: RootContent): NameLine | undefined {
  return node.type === 'paragraph' ? readNameLine(headerText(node)) : undefined
}
