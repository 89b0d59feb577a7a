import type { Heading, Nodes, Root } from 'mdast'
import remarkMan from 'remark-man'
import { unified } from 'unified'
import { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { finishPage } from './finish-page.ts'
import type { RoffHandlers } from './handlers.ts'
import type { Header } from './header/header.ts'
import { pageLines } from './to-roff.ts'

/**
 * Compiler of the body of a page: `manproof` itself, or unmodified `remark-man`, whose losses the
 * checks of the compiled page report.
 */
export type Engine = 'manproof' | 'remark-man'

/** Options of an engine. */
export interface EngineOptions {
  readonly header: Header
  readonly handlers?: RoffHandlers | undefined
  readonly crossReferences?: 'BR' | 'MR' | undefined
}

type Compile = (tree: Root, file: VFile, options: EngineOptions) => string

const compilers: Readonly<Record<Engine, Compile>> = {
  manproof: compileHere,
  'remark-man': compileByRemarkMan,
}

/** Names of the engines. */
export const engines: readonly string[] = Object.keys(compilers)

/** Get the compiler of an engine. */
export function compilerOf(engine: Engine = 'manproof'): Compile {
  return compilers[engine]
}

function compileHere(tree: Root, _: VFile, options: EngineOptions): string {
  return finishPage(pageLines(tree, options.header, options.handlers), options.crossReferences)
}

/**
 * Compile a page with remark-man; a node that it cannot compile is an error of the page.
 *
 * @throws {TypeError}
 *   If remark-man does not support an option.
 * @see remark-man 9.0.0, `lib/to-roff.js`
 */
function compileByRemarkMan(tree: Root, file: VFile, options: EngineOptions): string {
  const { header, handlers = {}, crossReferences = 'BR' } = options
  if (Object.keys(handlers).length > 0 || crossReferences !== 'BR') {
    throw new TypeError(
      'Unexpected `handlers` or `crossReferences`, which the engine `remark-man` does not support',
    )
  }
  const { names, section, title, date, version, manual } = header
  const [name] = names
  const settings = { name, section, description: title, date: date || 0, version, manual }
  const whole = { ...tree, children: [titleOf(header), ...tree.children.filter(isBelowTitle)] }
  try {
    return unified()
      .use(remarkMan, settings)
      .stringify(whole, new VFile({ path: file.path }))
  } catch (error) {
    const reason = `Cannot compile the page with remark-man: ${error instanceof Error ? error.message : error}`
    throw report(file, 'node-unknown', reason, tree.position, { cause: error })
  }
}

/** Title for remark-man, which prints name and section twice if the first heading lacks them. */
function titleOf({ names, section, title }: Header): Heading {
  const value = `${names[0]}(${section}) -- ${title}`
  return { type: 'heading', depth: 1, children: [{ type: 'text', value }] }
}

function isBelowTitle(node: Nodes): boolean {
  return node.type !== 'heading' || node.depth > 1
}
