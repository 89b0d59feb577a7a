import type { Target } from '../../tools/outcome/index.ts'
import type { Page } from '../../tools/page/index.ts'
import { makeSheet } from '../../tools/site/body/index.ts'
import { bindBook } from '../../tools/site/book.ts'
import { makePageDocument } from '../../tools/site/document/page-document.ts'
import type { Content } from '../../tools/site/element.ts'
import { openHighlight } from '../../tools/site/example/highlight.ts'
import { siteProcessor } from '../site/sample.ts'

const highlight = await openHighlight()

/** Compile a page of a manual for the site, without outcomes. */
export function siteOf(
  page: Page,
  manual: readonly Page[],
  targets: readonly Target[],
): readonly Content[] {
  const book = bindBook(manual, { evidence: new Map(), targets, version: 'manproof' })
  const leaf = book.pages.find((each) => each.source === page)
  if (!leaf) throw new Error('Unexpected book without the page')
  page.file.data.sheet = makeSheet(leaf, book, { highlight, evidence: undefined, targets })
  const body = siteProcessor.runSync(page.tree, page.file)
  return makePageDocument(leaf, { book, body, backlinks: new Map() }).main
}
