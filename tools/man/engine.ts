import type { Root } from 'mdast'
import { guardedLines } from './guarded.ts'
import type { RoffHandlers } from './handlers.ts'
import type { Header } from './header.ts'
import type { Line } from './roff/line.ts'
import { pageLines } from './to-roff.ts'

/**
 * What sets paragraphs, headings and fonts of a page: `manproof` itself, or `remark-man`, which is
 * given nothing that it would damage. The page is the same.
 */
export type Engine = 'manproof' | 'remark-man'

type Compile = (tree: Root, header: Header, handlers?: RoffHandlers) => Line[]

const engines: ReadonlyMap<string, Compile> = new Map<Engine, Compile>([
  ['manproof', pageLines],
  ['remark-man', guardedLines],
])

/**
 * The compiler of an engine.
 *
 * @throws {TypeError}
 *   If there is no such engine.
 */
export function compilerOf(engine: Engine = 'manproof'): Compile {
  const compile = engines.get(engine)
  if (compile) return compile
  throw new TypeError(`Unexpected engine \`${engine}\`, expected \`manproof\` or \`remark-man\``)
}
