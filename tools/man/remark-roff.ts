import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { compileRoff } from './compile-roff.ts'
import type { Header } from './header/header.ts'
import type { RoffOptions } from './roff-options.ts'

declare module 'vfile' {
  interface DataMap {
    /** Header of the page that `remarkRoff` compiled. */
    header: Header
  }
}

/**
 * A unified plugin that compiles Markdown, or a page read by `remarkPage`, to roff.
 *
 * @param options
 *   Header, macro for cross references, engine, handlers.
 * @returns
 *   Nothing; the compiler that it sets throws what `compileRoff` throws.
 */
export const remarkRoff: Plugin<[(RoffOptions | undefined)?], Root, string> = function (options) {
  this.compiler = (tree, file) => {
    const { text, header } = compileRoff(tree as Root, file, options)
    file.data.header = header
    return text
  }
}
