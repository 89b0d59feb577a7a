import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { type ReadOptions, readSpec } from './read-spec.ts'
import type { Spec } from './spec.ts'

declare module 'vfile' {
  interface DataMap {
    /** The page that `remarkPage` has read; absent where the file has no title that can be read. */
    page: Spec
  }
}

/**
 * Plugin of unified that reads a page of a manual: its front matter, title, sections and examples.
 *
 * What breaks a rule becomes a message on the file. The tree stays as it is; the page is
 * `file.data.page`.
 *
 * @param options
 *   Targets, and how to read quoted files.
 * @returns
 *   Transformer.
 * @see manproof(1), "A page"
 */
export const remarkPage: Plugin<[ReadOptions], Root> = (options) => (tree, file) => {
  const page = readSpec(tree, file, options)
  if (page) file.data.page = page
}
