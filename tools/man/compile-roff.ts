import type { Nodes, Root } from 'mdast'
import type { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { type Page, pageOf } from '../page/index.ts'
import { checkOptions, isRecord, kindOf } from '../words/index.ts'
import { flowHandlers } from './blocks/flow.ts'
import { compilerOf } from './engine.ts'
import { handlerOf, type RoffHandlers } from './handlers.ts'
import type { Header } from './header/header.ts'
import { readPageHeader } from './header/page-header.ts'
import { withLicense } from './header/with-license.ts'
import { pageBody } from './page-body.ts'
import { phrasingHandlers } from './phrasing/phrasing.ts'
import { checkCodeWidth } from './proof/check-code-width.ts'
import { checkRoff } from './proof/check-roff.ts'
import { checkText } from './proof/check-text.ts'
import { type RoffOptions, roffKinds } from './roff-options.ts'

/** A compiled page. */
export interface RoffPage {
  /** Source of the man page: text, and requests of man(7). */
  readonly text: string
  /** Names and section, which determine the filename. */
  readonly header: Header
}

/**
 * Compile Markdown to a man page.
 *
 * @param tree
 *   Page, parsed with any extensions; it is not changed.
 * @param file
 *   File of the page, whose path gives the default name. Words that would be lost become messages
 *   on it. If `remarkPage` has read it, the header is that of the page.
 * @param options
 *   Header, macro for cross references, engine, handlers; `null`, as in remark-man, means none.
 * @returns
 *   Page in ASCII; the same bytes for the same arguments.
 * @throws {VFileMessage}
 *   If a node has no handler, or the page has no name or malformed front matter.
 * @throws {TypeError}
 *   If an argument or option is unknown or of another kind, or the engine does not support it; or if a handler
 *   returns anything but lines and nodes.
 * @see man-pages(7), 6.20; measured: test/man/differential/strangers.test.ts
 */
export function compileRoff(tree: Root, file: VFile, options?: RoffOptions | null): RoffPage {
  checkArguments(tree, file)
  checkOptions('compileRoff', options, roffKinds)
  return compile(tree, file, options ?? {})
}

function compile(tree: Root, file: VFile, options: RoffOptions): RoffPage {
  const { handlers = {}, crossReferences, engine, license = '' } = options
  requireKnown([tree], tree, file, handlers)
  const page = pageOf(file)
  const { header, body } = page
    ? { header: headerOf(page, options), body: tree }
    : readBody(tree, file, options)
  const compiled = compilerOf(engine)(body, file, { header, handlers, crossReferences })
  const [owner = ''] = (header.version ?? '').split(' ')
  const text = withLicense(compiled, license, owner)
  // Custom handlers leave text out on purpose.
  checkText(withoutCustom(body, handlers), text, file)
  checkRoff(body, text, file)
  if (page) checkCodeWidth(body, file)
  return { text, header }
}

/** Check the arguments that are not options. */
function checkArguments(tree: unknown, file: unknown): void {
  if (!isRecord(tree) || tree['type'] !== 'root') {
    throw new TypeError(
      `compileRoff: Unexpected ${kindOf(tree)} as tree, expected a \`root\` of mdast`,
    )
  }
  if (!isRecord(file) || !isRecord(file['data'])) {
    throw new TypeError(`compileRoff: Unexpected ${kindOf(file)} as file, expected a \`VFile\``)
  }
}

/** Header of a page of a manual, which only lacks the version. */
function headerOf({ names, section, title, meta }: Page, { version }: RoffOptions): Header {
  return {
    ...{ names, section, title, date: meta.date },
    ...(meta.manual === undefined ? {} : { manual: meta.manual }),
    ...(version ? { version } : {}),
  }
}

function readBody(tree: Root, file: VFile, options: RoffOptions): { header: Header; body: Root } {
  const read = readPageHeader(tree, file, options)
  if (read) return { header: read.header, body: pageBody(tree, read) }
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
