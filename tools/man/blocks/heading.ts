import type { PhrasingContent } from 'mdast'
import { type Context, gapOf } from '../context.ts'
import { dropFonts } from '../phrasing/marked.ts'
import { markPhrasing } from '../phrasing/phrasing.ts'
import { splitBlanks } from '../roff/escape.ts'
import { layoutParagraph } from '../roff/layout.ts'
import { type Line, request } from '../roff/line.ts'
import { layoutTitle } from '../roff/word.ts'
import type { FlowHandler } from './flow-handler.ts'

/**
 * A section, a subsection, or a bold line: for deeper headings, and in a container, which a section
 * would end. The title is already in the header.
 */
export const heading: FlowHandler<'heading'> = (node, context) => {
  const inside = context.indent > 0
  if (node.depth === 1 && !inside) return []
  const title = headingText(node.children, inside ? 4 : node.depth, context)
  if (node.depth < 4 && !inside) return headingLines(title, node.depth)
  return title === '' ? [] : [...gapOf(context), ...layoutParagraph(`\\fB${title}\\fR`)]
}

/** Macro of a heading; without an argument, it would take the next line. */
export function headingLines(title: string, depth: number): Line[] {
  return [request(depth === 2 ? 'SH' : 'SS', ...splitBlanks(title || '\\&'))]
}

/** Title in the font of the heading; sections in capitals, except for code. */
export function headingText(
  nodes: readonly PhrasingContent[],
  depth: number,
  context: Context,
): string {
  const cased = depth === 2 ? nodes.map(capitalize) : nodes
  return layoutTitle(dropFonts(markPhrasing(cased, context)))
}

function capitalize(node: PhrasingContent): PhrasingContent {
  if (node.type === 'text') return { ...node, value: node.value.replace(/\S+/g, capitalizeWord) }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map(capitalize) } as PhrasingContent
}

/** Paths, names with underscores and the like keep their case, which is significant. */
function capitalizeWord(word: string): string {
  return /[/_.~0-9]/.test(word) ? word : word.toUpperCase()
}
