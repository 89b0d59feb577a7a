import type { Root as HastRoot } from 'hast'
import type { Root } from 'mdast'
import type { Processor } from 'unified'
import { unlessReported } from '../message/index.ts'
import type { Page } from '../page/index.ts'
import { makeSheet } from './body/index.ts'
import { bindBook, type Leaf, type SiteOptions } from './book.ts'
import { makeIndexDocument } from './document/index-document.ts'
import { compileDocument } from './document/layout.ts'
import { makeMissingDocument } from './document/missing-document.ts'
import { makePageDocument } from './document/page-document.ts'
import { openHighlight } from './example/highlight.ts'
import { readBacklinks } from './links/backlinks.ts'
import { readAsset } from './read-asset.ts'
import { readSearchEntries } from './search/search-entries.ts'
import { compileSearchScript } from './search/search-script.ts'

/** Processor from the tree of a page to HTML, with `siteHandlers` and `rehypeReferences`. */
export type SiteProcessor = Processor<undefined, Root, HastRoot>

/** A file of the site. */
export interface SiteFile {
  /** Relative to the root of the site. */
  readonly path: string
  readonly text: string
}

/**
 * Compile pages and their evidence to a static site.
 *
 * The site works from disk and from any path of a server, loads nothing from elsewhere, and can be
 * read without scripts. The same input gives the same bytes.
 *
 * Evidence that contradicts its page becomes a message on the file of the page: `evidence-refused`.
 *
 * @param pages
 *   Pages without errors, in any order.
 * @param options
 *   Evidence, targets, and data for the footer and links.
 * @param processor
 *   Processor that converts the tree of a page to the body of its document.
 * @returns
 *   Files of the site: a document per page, index, 404, style sheet, script, search index.
 * @throws {Error}
 *   If a page has no name.
 * @see measured: test/site/browser.test.ts
 */
export async function compileSite(
  pages: readonly Page[],
  options: SiteOptions,
  processor: SiteProcessor,
): Promise<readonly SiteFile[]> {
  const book = bindBook(pages, options)
  const highlight = await openHighlight()
  const { targets } = options
  const bodies = new Map<Leaf, HastRoot>()
  for (const page of book.pages) {
    const { file, tree } = page.source
    const evidence = options.evidence.get(page.key)
    file.data.sheet = makeSheet(page, book, { highlight, evidence, targets })
    const body = await unlessReported(file, () => processor.run(tree, file))
    bodies.set(page, body ?? { type: 'root', children: [] })
  }
  const backlinks = readBacklinks(book, bodies)
  const documents = [
    ...[...bodies].map(([page, body]) => makePageDocument(page, { book, body, backlinks })),
    makeIndexDocument(book),
    makeMissingDocument(book),
  ]
  return [
    ...documents.map((document) => ({
      path: document.path,
      text: compileDocument(document, book),
    })),
    { path: 'site.css', text: await readAsset('site.css') },
    { path: 'site.js', text: await readAsset('site.js') },
    { path: 'search-index.js', text: compileSearchScript(readSearchEntries(book)) },
  ]
}
