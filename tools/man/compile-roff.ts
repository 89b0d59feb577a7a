import type { Nodes, Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { checkRoff } from './check-roff.ts'
import { checkText } from './check-text.ts'
import { compilerOf, type Engine } from './engine.ts'
import { finishPage } from './finish-page.ts'
import { flowHandlers } from './flow.ts'
import { handlerOf, type RoffHandlers } from './handlers.ts'
import type { Header } from './header.ts'
import { pageBody } from './page-body.ts'
import { type HeaderOptions, type PageHeader, readPageHeader } from './page-header.ts'
import { phrasingHandlers } from './phrasing.ts'

/** How to compile a page of anybody's. */
export interface RoffOptions extends HeaderOptions {
  /** Macro for `fcntl(2)`; `MR` needs groff 1.23, mandoc 1.14.6 drops it. Default: `BR`. */
  readonly crossReferences?: 'BR' | 'MR' | undefined
  /** What sets paragraphs, headings and fonts; the page is the same. Default: `manproof`. */
  readonly engine?: Engine | undefined
  /** Handlers by type of node, for nodes that the compiler does not know and for those it does. */
  readonly handlers?: RoffHandlers | undefined
}

/** A compiled page. */
export interface RoffPage {
  /** The manual page, requests of man(7) and text. */
  readonly text: string
  /** Names and section, which say where it goes. */
  readonly header: Header
}

/**
 * Compile anybody's Markdown to a manual page.
 *
 * @param tree
 *   Page, parsed with whatever extensions; it is not changed.
 * @param file
 *   Gives the default name by its path; a word that would be lost becomes a message.
 * @param options
 *   Header, macro of cross references, engine, handlers.
 * @returns
 *   Page, ASCII only; the same bytes for the same arguments.
 * @throws {VFileMessage}
 *   If a node has no handler, with its place, or the page no name or unreadable front matter.
 * @throws {TypeError}
 *   If there is no such engine.
 * @see man-pages(7), 6.20; measured: test/man/strangers.test.ts
 */
export function compileRoff(tree: Root, file: VFile, options: RoffOptions = {}): RoffPage {
  const { handlers = {}, crossReferences = 'BR', engine } = options
  requireKnown([tree], tree, file, handlers)
  const { header, ...nodes } = headerOf(tree, file, options)
  const body = pageBody(tree, nodes)
  const text = finishPage(compilerOf(engine)(body, header, handlers), crossReferences)
  // What a handler of the user's leaves out is left out on purpose.
  checkText(withoutCustom(body, handlers), text, file)
  checkRoff(body, text, file)
  return { text, header }
}

function headerOf(tree: Root, file: VFile, options: RoffOptions): PageHeader {
  const header = readPageHeader(tree, file, options)
  if (header) return header
  const reason = 'Missing name, expected `# NAME(SECTION) -- what it is`'
  return refuse(file, 'title-missing', reason, [tree])
}

function requireKnown(
  ancestors: readonly Nodes[],
  node: Nodes,
  file: VFile,
  handlers: RoffHandlers,
): void {
  const { type } = node
  if (handlerOf(handlers, type)) return
  if (!Object.hasOwn(flowHandlers, type) && !Object.hasOwn(phrasingHandlers, type)) {
    const reason = `Unexpected node \`${type}\`, expected one that has a handler`
    refuse(file, 'node-unknown', reason, ancestors)
  }
  if (!('children' in node)) return
  for (const child of node.children) requireKnown([...ancestors, child], child, file, handlers)
}

function refuse(
  file: VFile,
  ruleId: 'node-unknown' | 'title-missing',
  reason: string,
  ancestors: readonly Nodes[],
): never {
  throw report(file, ruleId, reason, ancestors.at(-1)?.position, { ancestors })
}

function withoutCustom(tree: Root, handlers: RoffHandlers): Root {
  const strip = <Kind extends Nodes>(node: Kind): Kind[] => {
    if (handlerOf(handlers, node.type)) return []
    return 'children' in node ? [{ ...node, children: node.children.flatMap(strip) }] : [node]
  }
  return { ...tree, children: tree.children.flatMap(strip) }
}
