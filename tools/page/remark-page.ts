import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import type { Page } from './page.ts'
import { type ReadOptions, readPage } from './read-page.ts'

declare module 'vfile' {
  interface DataMap {
    /** Page that `remarkPage` has read; absent if its title cannot be read. */
    page: Page
  }
}

/**
 * Plugin of unified that reads a page of a manual: its front matter, title, sections and examples.
 *
 * Violations become messages on the file. The tree is unchanged; the page is `file.data.page`.
 *
 * @param options
 *   Targets, and how to read quoted files.
 * @returns
 *   Transformer.
 * @see manproof(1), "A page"
 */
export const remarkPage: Plugin<[ReadOptions], Root> = (options) => (tree, file) => {
  const page = readPage(tree, file, options)
  if (page) file.data.page = page
}
