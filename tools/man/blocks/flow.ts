import type { Nodes, PhrasingContent } from 'mdast'
import { toString as plainText } from 'mdast-util-to-string'
import { type Context, gapOf } from '../context.ts'
import { handlerOf, type RoffHandler, type RoffTools, runHandler, toolsOf } from '../handlers.ts'
import { foldFonts } from '../phrasing/marked.ts'
import { markPhrasing, phrasingHandlers } from '../phrasing/phrasing.ts'
import { escapeCodeLine } from '../roff/escape.ts'
import { layoutParagraph } from '../roff/layout.ts'
import { type Line, request, text } from '../roff/line.ts'
import { code } from './code.ts'
import type { FlowHandler, FlowType } from './flow-handler.ts'
import { heading } from './heading.ts'
import { list, listItem } from './list.ts'
import { blockquote, footnoteDefinition } from './quote.ts'
import { table, tableCell, tableRow } from './table.ts'

/** Handlers of blocks; two blocks are ignored. */
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
    ...node.value.split(/\r\n|\r|\n/).map((line) => text(escapeCodeLine(line))),
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
  // Ignored: front matter is data about the page, and was read before.
  yaml: () => [],
}

/** Compile blocks one below the other. */
export function flow(nodes: readonly Nodes[], context: Context): Line[] {
  const lines: Line[] = []
  let state = context
  for (const [index, node] of nodes.entries()) {
    const block = compileBlock(node, state)
    lines.push(...block)
    if (index + 1 < nodes.length) state = nextContext(state, node, block.length > 0)
  }
  return lines
}

/** Context of the block after `node`, which has `printed` something or not. */
export function nextContext(context: Context, node: Nodes, printed: boolean): Context {
  if (!printed) return context
  if (node.type !== 'heading' || node.depth > 3 || context.indent > 0)
    return context.fresh ? { ...context, fresh: false } : context
  const section = node.depth === 2 ? plainText(node).toUpperCase() : context.section
  return { ...context, fresh: true, section }
}

/** Compile one block, by the custom handler if there is one. */
export function compileBlock(node: Nodes, context: Context): Line[] {
  const custom = isPhrasing(node) ? undefined : handlerOf(context.handlers, node.type)
  return custom
    ? compileCustom(runHandler(custom, node, toolsFor(context)), node.type, context)
    : compileKnown(node, context)
}

/** Compile one block; a loose inline node, which no parser makes, becomes a paragraph. */
function compileKnown(node: Nodes, context: Context): Line[] {
  if (Object.hasOwn(flowHandlers, node.type)) {
    const handle = flowHandlers[node.type as FlowType] as FlowHandler<FlowType>
    return handle(node as never, context, flow)
  }
  const children = [node as PhrasingContent]
  return compileKnown({ type: 'paragraph', children }, context)
}

/** Compile the result of the custom handler of `type`; consecutive lines are one block. */
function compileCustom(parts: ReturnType<RoffHandler>, type: string, context: Context): Line[] {
  const lines: Line[] = []
  let state = context
  let isOpen = false
  for (const part of parts) {
    const isLine = 'kind' in part
    if (isLine) lines.push(...(isOpen ? [] : gapOf(state)), part)
    else lines.push(...(part.type === type ? compileKnown : compileBlock)(part, state))
    isOpen = isLine
    state = { ...state, fresh: false }
  }
  return lines
}

function toolsFor(context: Context): RoffTools {
  return toolsOf((nodes) => flow(nodes, { ...context, fresh: true }))
}

/** Whether a node is inline; HTML can be both, and here is a block. */
function isPhrasing(node: Nodes): boolean {
  return node.type !== 'html' && Object.hasOwn(phrasingHandlers, node.type)
}
