import { bindBook } from '../../tools/site/book.ts'
import type { Content } from '../../tools/site/element.ts'
import { openHighlight } from '../../tools/site/highlight.ts'
import { makePageDocument } from '../../tools/site/page-document.ts'
import { toHast } from '../../tools/site/to-hast.ts'
import type { Spec, Target } from '../../tools/spec/index.ts'

const highlight = await openHighlight()

/** What the site has of a page in a manual, without outcomes. */
export function siteOf(
  spec: Spec,
  manual: readonly Spec[],
  targets: readonly Target[],
): readonly Content[] {
  const book = bindBook(manual, { evidence: new Map(), targets, version: 'manproof' })
  const page = book.pages.find((each) => each.spec === spec)
  if (!page) throw new Error('Unexpected book without the page')
  const body = toHast(page, book, { highlight, evidence: undefined, targets })
  return makePageDocument(page, { book, body, backlinks: new Map() }).main
}
