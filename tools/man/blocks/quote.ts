import type { Context } from '../context.ts'
import { escapeProse } from '../roff/escape.ts'
import { request, text } from '../roff/line.ts'
import type { FlowHandler } from './flow-handler.ts'

const columns = 4

/** A quotation, indented; an empty one prints nothing. */
export const blockquote: FlowHandler<'blockquote'> = (node, context, flow) => {
  const lines = flow(node.children, inside(context))
  if (lines.length === 0) return []
  return [request('RS', `${context.itemIndent + columns}`), ...lines, request('RE')]
}

/** A footnote, tagged like its references. */
export const footnoteDefinition: FlowHandler<'footnoteDefinition'> = (node, context, flow) => [
  request('TP'),
  text(`[${escapeProse(node.label ?? node.identifier)}]`),
  ...flow(node.children, {
    ...context,
    itemIndent: 7,
    indent: context.indent + 7,
    fresh: true,
    gap: request('IP'),
  }),
]

function inside(context: Context): Context {
  return {
    ...context,
    indent: context.indent + columns,
    itemIndent: 0,
    gap: request('P'),
    fresh: false,
  }
}
