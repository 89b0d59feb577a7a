import type { Root, RootContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type NameLine, readNameLine } from './name-line.ts'

/** Content of the NAME section of a page, and the use of its nodes. */
export interface OwnName {
  /** All names, and the phrase after the first; empty if the first paragraph has another form. */
  readonly line: Partial<NameLine>
  /** Nodes that the header replaces. */
  readonly used: readonly RootContent[]
  /** Other nodes, for which NAME has no room, since programs read it. */
  readonly moved: readonly RootContent[]
}

/**
 * Read the NAME section of any Markdown page, if it is its first section.
 *
 * The first paragraph gives names and phrase; further ones in the same form only give names.
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

/** Text of a node for a header: in one line, without HTML. */
export function headerText(node: RootContent): string {
  return plainText(node, { includeHtml: false })
    .replace(/[ \t\n\r]+/g, ' ')
    .replace(/^ | $/g, '')
}

function lineOf(node: RootContent): NameLine | undefined {
  return node.type === 'paragraph' ? readNameLine(headerText(node)) : undefined
}
