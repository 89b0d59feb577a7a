import type { List, ListItem } from 'mdast'
import { type Definition, readDefinitions } from '../../page/index.ts'
import type { Context } from '../context.ts'
import { foldFonts } from '../phrasing/marked.ts'
import { markPhrasing } from '../phrasing/phrasing.ts'
import { layoutTag } from '../roff/layout.ts'
import { type Line, request, text } from '../roff/line.ts'
import type { Flow, FlowHandler } from './flow-handler.ts'

/** Columns of a tag on the line of its text. */
const tagIndent = 7

/** Bullets or numbers, or tags if each item starts with a term. */
export const list: FlowHandler<'list'> = (node, context, flow) => {
  const definitions = readDefinitions(node)
  const items = definitions
    ? definitions.flatMap((definition) => tagged(definition, context, flow))
    : untagged(node, context, flow)
  // A list in an item starts at that item's text.
  return context.itemIndent > 0 ? [request('RS'), ...items, request('RE')] : items
}

/** An item outside a list, which no parser makes. */
export const listItem: FlowHandler<'listItem'> = (node, context, flow) =>
  untagged({ type: 'list', children: [node] }, context, flow)

/**
 * Items after their symbols, with empty lines between them even if they are short: `.PD`, which
 * would remove these, is deprecated, and `.TQ` is for further tags of one item.
 *
 * @see man-pages(7), 6.20, "Lists"; groff_man_style(7), 1.24.2, `.PD` and `.TQ`
 */
function untagged(node: List, context: Context, flow: Flow): Line[] {
  const first = node.start ?? 1
  const last = stepOf(context, first + node.children.length - 1)
  const columns = node.ordered ? last.length + 2 : 3
  const within = inside(context, columns)
  const lines: Line[] = []
  for (const [index, child] of node.children.entries()) {
    const tag = node.ordered ? stepOf(context, first + index) : '\\[bu]'
    const step = node.ordered ? `${tag.slice(1, -1)}.` : ''
    lines.push(request('IP', tag, `${columns}`))
    lines.push(...itemBody(child, flow(child.children, { ...within, step })))
  }
  return lines
}

/**
 * Number of an item, after that of the step around it.
 *
 * @see man-pages(7), 6.20, "Lists"
 */
function stepOf({ step }: Context, number: number): string {
  return `(${step}${number})`
}

/** Lines of an item, with the state of its task; an empty item still shows its tag. */
function itemBody({ checked }: ListItem, body: readonly Line[]): readonly Line[] {
  if (typeof checked !== 'boolean') return body.length > 0 ? body : [text('\\&')]
  const state = checked ? '[x]' : '[\\ ]'
  const [line, ...rest] = body
  return line?.kind === 'text' && line.value.length < 72
    ? [text(`${state} ${line.value}`), ...rest]
    : [text(state), ...body]
}

function tagged(definition: Definition, context: Context, flow: Flow): Line[] {
  const tag = layoutTag(foldFonts(markPhrasing(definition.tag, context)))
  const body = flow(definition.body, inside(context, tagIndent))
  return [request('TP'), tag, ...(body.length > 0 ? body : [text('\\&')])]
}

function inside(context: Context, columns: number): Context {
  return {
    ...context,
    indent: context.indent + columns,
    itemIndent: columns,
    gap: request('IP'),
    fresh: true,
  }
}
