import type { Context } from './context.ts'
import type { FlowHandler } from './flow-handler.ts'
import { escapeProse } from './roff/escape.ts'
import { request, text } from './roff/line.ts'

const columns = 4

/** A quotation, set in. */
export const blockquote: FlowHandler<'blockquote'> = (node, context, flow) => [
  request('RS', `${context.itemIndent + columns}`),
  ...flow(node.children, inside(context)),
  request('RE'),
]

/** A note, tagged as its references are. */
export const footnoteDefinition: FlowHandler<'footnoteDefinition'> = (node, context, flow) => [
  request('TP', '8'),
  text(`[${escapeProse(node.label ?? node.identifier)}]`),
  ...flow(node.children, {
    ...context,
    itemIndent: 8,
    indent: context.indent + 8,
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
