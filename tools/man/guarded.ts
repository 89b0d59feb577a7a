import type { Heading, Paragraph, Root, RootContent } from 'mdast'
import remarkMan from 'remark-man'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { type Context, gapOf, rootContext } from './context.ts'
import { compileBlock, nextContext } from './flow.ts'
import { handlerOf, type RoffHandlers } from './handlers.ts'
import { type Header, headerLines } from './header.ts'
import { headingLines, headingText } from './heading.ts'
import { foldFonts, mapText } from './marked.ts'
import { markPhrasing } from './phrasing.ts'
import { layoutParagraph } from './roff/layout.ts'
import type { Line } from './roff/line.ts'
import { shield, unshield } from './roff/mark.ts'

/** A block as remark-man gets it, and what becomes of the text that it makes of it. */
interface Guard {
  readonly node: Heading | Paragraph
  finish(text: string): Line[]
}

/**
 * Compile a page through remark-man, which frames it and sets paragraphs, headings and fonts.
 *
 * Blocks with a handler of the user do not get there. Text goes in as private-use characters, so that remark-man can neither escape it twice, nor change
 * its case, nor print a line that troff would run. Blocks that it would damage go in as empty
 * paragraphs and are filled in afterwards.
 *
 * @see remark-man 9.0.0, `lib/handlers.js` and `lib/to-roff.js`
 */
export function guardedLines(tree: Root, header: Header, handlers: RoffHandlers = {}): Line[] {
  const guards = guardBlocks(tree.children, rootContext(tree, handlers))
  const title: Heading = {
    type: 'heading',
    depth: 1,
    children: [{ type: 'text', value: `${header.names[0]}(${header.section})` }],
  }
  const root: Root = { type: 'root', children: [title, ...guards.map((guard) => guard.node)] }
  const output = String(processor.stringify(root, new VFile())).split('\n')
  return [...frame(output, header), ...fillIn(output.slice(3), guards)]
}

const processor = unified().use(remarkMan, { date: 0 }).freeze()

/** Remark-man's `.TH` has the name in capitals and no day, its NAME only one name: both are replaced. */
function frame([title = '', name = '']: readonly string[], header: Header): Line[] {
  if (!title.startsWith('.TH ') || name !== '.SH "NAME"') {
    throw new Error(`Unexpected frame of remark-man, expected \`.TH\` and NAME: ${title}`)
  }
  return headerLines(header)
}

function guardBlocks(nodes: readonly RootContent[], context: Context): Guard[] {
  const guards: Guard[] = []
  let state = context
  for (const node of nodes) {
    const guard = guardBlock(node, state)
    if (guard) guards.push(guard)
    state = nextContext(state, node, guard !== undefined)
  }
  return guards
}

function guardBlock(node: RootContent, context: Context): Guard | undefined {
  if (handlerOf(context.handlers, node.type) === undefined) {
    if (node.type === 'paragraph') return guardParagraph(node, context)
    if (node.type === 'heading' && (node.depth === 2 || node.depth === 3)) {
      return guardHeading(node, node.depth, context)
    }
  }
  const lines = compileBlock(node, context)
  if (lines.length === 0) return
  return { node: { type: 'paragraph', children: [] }, finish: () => lines }
}

function guardParagraph(node: Paragraph, context: Context): Guard | undefined {
  const marked = markPhrasing(node.children, context)
  if (layoutParagraph(foldFonts(marked)).length === 0) return
  return {
    node: { type: 'paragraph', children: mapText(marked, shield) },
    finish: (text) => [...gapOf(context), ...layoutParagraph(text)],
  }
}

function guardHeading(node: Heading, depth: 2 | 3, context: Context): Guard {
  const value = shield(headingText(node.children, depth, context))
  return {
    node: { type: 'heading', depth, children: [{ type: 'text', value }] },
    finish: (text) => headingLines(text, depth),
  }
}

/** Match remark-man's output with what it was given: one macro for each block, in order. */
function fillIn(output: readonly string[], guards: readonly Guard[]): Line[] {
  const lines: Line[] = []
  let at = 0
  for (const { node, finish } of guards) {
    const [macro = '', argument] = /^\.(?:P$|S[HS] "(.*)"$)/.exec(output[at] ?? '') ?? []
    if ((macro === '.P') !== (node.type === 'paragraph') || macro === '') {
      throw new Error(`Unexpected line of remark-man, expected a ${node.type}: ${output[at]}`)
    }
    lines.push(...finish(unshield(argument ?? output[at + 1] ?? '')))
    at += argument === undefined ? 2 : 1
  }
  return lines
}
