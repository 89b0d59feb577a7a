import type { Nodes, PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { code } from './code.ts'
import { type Context, gapOf } from './context.ts'
import type { FlowHandler, FlowType } from './flow-handler.ts'
import { heading } from './heading.ts'
import { list, listItem } from './list.ts'
import { foldFonts } from './marked.ts'
import { markPhrasing } from './phrasing.ts'
import { blockquote, footnoteDefinition } from './quote.ts'
import { escapeCodeLine } from './roff/escape.ts'
import { layoutParagraph } from './roff/layout.ts'
import { type Line, request, text } from './roff/line.ts'
import { table, tableCell, tableRow } from './table.ts'

/** How each block reads in a manual page; the two that are ignored say why. */
export const flowHandlers: { readonly [Type in FlowType]: FlowHandler<Type> } = {
  blockquote,
  code,
  // Ignored: links find their definitions through the context.
  definition: () => [],
  footnoteDefinition,
  heading,
  // Nothing interprets HTML here, so a reader sees it as the author wrote it.
  html: (node, context) => [
    ...gapOf(context),
    request('EX'),
    ...node.value.split('\n').map((line) => text(escapeCodeLine(line))),
    request('EE'),
  ],
  list,
  listItem,
  paragraph: (node, context) => {
    const lines = layoutParagraph(foldFonts(markPhrasing(node.children, context)))
    return lines.length > 0 ? [...gapOf(context), ...lines] : []
  },
  root: (node, context, flow) => flow(node.children, context),
  table,
  tableCell,
  tableRow,
  thematicBreak: (_, context) => [...gapOf(context), text('* * *')],
  // Ignored: front matter is data about the page, read before it gets here.
  yaml: () => [],
}

/** Compile blocks one below the other. */
export function flow(nodes: readonly Nodes[], context: Context): Line[] {
  const lines: Line[] = []
  let state = context
  for (const node of nodes) {
    const block = compileBlock(node, state)
    lines.push(...block)
    state = nextContext(state, node, block.length > 0)
  }
  return lines
}

/** Context of the block behind `node`, which has `printed` something or not. */
export function nextContext(context: Context, node: Nodes, printed: boolean): Context {
  if (!printed) return context
  if (node.type !== 'heading' || node.depth > 3 || context.indent > 0)
    return { ...context, fresh: false }
  const section = node.depth === 2 ? plainText(node).toUpperCase() : context.section
  return { ...context, fresh: true, section }
}

/** One block as lines; a run of text outside a paragraph, which no parser makes, reads as one. */
export function compileBlock(node: Nodes, context: Context): Line[] {
  if (node.type in flowHandlers) {
    const handle = flowHandlers[node.type as FlowType] as FlowHandler<FlowType>
    return handle(node as never, context, flow)
  }
  const children = [node as PhrasingContent]
  return compileBlock({ type: 'paragraph', children }, context)
}
