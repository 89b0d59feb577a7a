import type { PhrasingContent } from 'mdast'
import { type Context, gapOf } from './context.ts'
import type { FlowHandler } from './flow-handler.ts'
import { dropFonts } from './marked.ts'
import { markPhrasing } from './phrasing.ts'
import { layoutTitle } from './roff/layout.ts'
import { type Line, request, text } from './roff/line.ts'

/** A section, a subsection, or below them a bold line; the title is in the header already. */
export const heading: FlowHandler<'heading'> = (node, context) => {
  if (node.depth === 1) return []
  const title = headingText(node.children, node.depth, context)
  return node.depth < 4
    ? headingLines(title, node.depth)
    : [...gapOf(context), text(`\\fB${title}\\fR`)]
}

/** Macro of a heading; without an argument it would take the next line. */
export function headingLines(title: string, depth: number): Line[] {
  return [request(depth === 2 ? 'SH' : 'SS', ...(title || '\\&').split(' '))]
}

/** Title in the font of the heading; that of a section in capitals, except for code in it. */
export function headingText(
  nodes: readonly PhrasingContent[],
  depth: number,
  context: Context,
): string {
  const cased = depth === 2 ? nodes.map(capitalize) : nodes
  return layoutTitle(dropFonts(markPhrasing(cased, context)))
}

function capitalize(node: PhrasingContent): PhrasingContent {
  if (node.type === 'text') return { ...node, value: node.value.toUpperCase() }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map(capitalize) } as PhrasingContent
}
