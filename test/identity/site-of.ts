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
  spec: Page,
  manual: readonly Page[],
  targets: readonly Target[],
): readonly Content[] {
  const book = bindBook(manual, { evidence: new Map(), targets, version: 'manproof' })
  const page = book.pages.find((each) => each.spec === spec)
  if (!page) throw new Error('Unexpected book without the page')
  spec.file.data.sheet = makeSheet(page, book, { highlight, evidence: undefined, targets })
  const body = siteProcessor.runSync(spec.tree, spec.file)
  return makePageDocument(page, { book, body, backlinks: new Map() }).main
}
