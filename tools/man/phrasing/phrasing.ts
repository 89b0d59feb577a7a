import type { PhrasingContent } from 'mdast'
import type { Context } from '../context.ts'
import { handlerOf, type RoffHandler, runHandler, toolsOf } from '../handlers.ts'
import { escapeProse } from '../roff/escape.ts'
import { writeMark } from '../roff/mark.ts'
import { markReferences, pairReference, wholeReference } from './cross-reference.ts'
import { markCode } from './inline-code.ts'
import { markLink } from './link.ts'
import { linkTitle } from './link-title.ts'
import { type Marked, setFont } from './marked.ts'

type Handlers = {
  readonly [Type in PhrasingContent['type']]: (
    node: Extract<PhrasingContent, { type: Type }>,
    context: Context,
  ) => Marked[]
}

/** Handlers of inline nodes; none is ignored. */
export const phrasingHandlers: Handlers = {
  break: () => [text(writeMark({ kind: 'break' }))],
  // Terminals have no strikethrough, and italics would mean the opposite.
  delete: (node, context) => [
    text('\\[ti]\\[ti]'),
    ...markPhrasing(node.children, context),
    text('\\[ti]\\[ti]'),
  ],
  emphasis: (node, context) => setFont('emphasis', markPhrasing(node.children, context)),
  footnoteReference: (node) => [text(`[${escapeProse(node.label ?? node.identifier)}]`)],
  // Nothing interprets HTML here, so a reader sees it as the author wrote it.
  html: (node) => [
    text(/^<br\s*\/?>$/i.test(node.value) ? writeMark({ kind: 'break' }) : escapeProse(node.value)),
  ],
  image: (node, context) => [
    ...markImage(node.alt, node.url, context),
    ...markTitle(node, context),
  ],
  imageReference: (node, context) => [
    ...markImage(node.alt, urlOf(node.identifier, context), context),
    ...markTitle(node, context),
  ],
  inlineCode: (node, context) =>
    wholeReference(node.value) === undefined
      ? markCode(node.value, context)
      : [text(markReferences(node.value))],
  link: (node, context) => [
    ...markLink(node.children, markPhrasing(node.children, context), node.url, context),
    ...markTitle(node, context),
  ],
  linkReference: (node, context) => [
    ...markLink(
      node.children,
      markPhrasing(node.children, context),
      urlOf(node.identifier, context),
      context,
    ),
    ...markTitle(node, context),
  ],
  strong: (node, context) => {
    const only = node.children.length === 1 ? node.children[0] : undefined
    const reference = only?.type === 'text' ? wholeReference(only.value) : undefined
    return reference === undefined
      ? setFont('strong', markPhrasing(node.children, context))
      : [text(reference)]
  },
  text: (node) => [text(markReferences(node.value))],
}

/** Compile inline nodes to escaped text with marks, bold and italic. */
export function markPhrasing(nodes: readonly PhrasingContent[], context: Context): Marked[] {
  const out: Marked[] = []
  let used = 0
  for (const [index, node] of nodes.entries()) {
    const pair = pairReference(node, nodes[index + 1])
    if (pair) out.push(text(pair.mark))
    else out.push(...markNode(used > 0 ? withoutStart(node, used) : node, context))
    used = pair?.length ?? 0
  }
  return out
}

/** Remove the part of a text that the reference before it used up. */
function withoutStart(node: PhrasingContent, length: number): PhrasingContent {
  return node.type === 'text' ? { ...node, value: node.value.slice(length) } : node
}

function markNode(node: PhrasingContent, context: Context): Marked[] {
  const custom = handlerOf(context.handlers, node.type)
  return custom
    ? markCustom(runHandler(custom, node, toolsOf(refuseBlocks)), node.type, context)
    : markKnown(node, context)
}

function markKnown(node: PhrasingContent, context: Context): Marked[] {
  const handle = phrasingHandlers[node.type] as (node: PhrasingContent, at: Context) => Marked[]
  return handle(node, context)
}

/** Compile the result of the custom handler of `type`, which does not get its own nodes again. */
function markCustom(parts: ReturnType<RoffHandler>, type: string, context: Context): Marked[] {
  return parts.flatMap((part) => {
    if ('kind' in part || !Object.hasOwn(phrasingHandlers, part.type)) {
      throw new TypeError('Unexpected line or block in a line of text, expected inline nodes')
    }
    const node = part as PhrasingContent
    return node.type === type ? markKnown(node, context) : markNode(node, context)
  })
}

function refuseBlocks(): never {
  throw new TypeError('Cannot compile blocks in a line of text')
}

function markImage(alt: string | null | undefined, url: string, context: Context): Marked[] {
  const children: PhrasingContent[] = alt ? [{ type: 'text', value: alt }] : []
  return markLink(children, markPhrasing(children, context), url, context)
}

/** Title of a link or image in parentheses, after everything else. */
function markTitle(node: PhrasingContent, { definitions }: Context): Marked[] {
  const title = linkTitle(node, definitions)
  return title === undefined ? [] : [text(` (${escapeProse(title)})`)]
}

function urlOf(identifier: string, context: Context): string {
  return context.definitions.get(identifier)?.url ?? `#${identifier}`
}

function text(value: string): Marked {
  return { type: 'text', value }
}
