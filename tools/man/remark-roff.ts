import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { compileRoff, type RoffOptions } from './compile-roff.ts'
import type { Header } from './header/header.ts'

declare module 'vfile' {
  interface DataMap {
    /** Names and section of the page that `remarkRoff` has compiled. */
    header: Header
  }
}

/**
 * Plugin of unified that compiles Markdown, or a page that `remarkPage` has read, to roff.
 *
 * @param options
 *   Header, macro of cross references, engine, handlers.
 * @returns
 *   Nothing; the processor gets a compiler, which throws what `compileRoff` throws.
 */
export const remarkRoff: Plugin<[(RoffOptions | undefined)?], Root, string> = function (options) {
  this.compiler = (tree, file) => {
    const { text, header } = compileRoff(tree as Root, file, options)
    file.data.header = header
    return text
  }
}
