import type { Element, Root } from 'hast'
import { plural } from '../../words/index.ts'
import type { Book, Leaf } from '../book.ts'
import { type Content, element } from '../element.ts'
import type { Backlinks } from '../links/backlinks.ts'
import { resolveSource } from '../links/resolve-link.ts'
import type { Document } from './layout.ts'
import { makeSummaryTable, summariseTargets } from './target-summary.ts'

/** Data for the document of a page. */
export interface PageSetting {
  readonly book: Book
  readonly body: Root
  readonly backlinks: Backlinks
}

/** Make the document of one page of the manual. */
export function makePageDocument(page: Leaf, { book, body, backlinks }: PageSetting): Document {
  const { source } = page
  return {
    path: page.path,
    title: page.label,
    description: source.title,
    main: [
      makeMasthead(page, book),
      makeContents(page),
      element('div', { className: ['body'] }, body.children.filter(isContent)),
      element(
        'div',
        { className: ['after'] },
        makeEvidence(page, book),
        makeSources(page, book),
        makeBacklinks(backlinks.get(page.path) ?? []),
      ),
      makePager(page, book),
    ],
    footer: [book.options.version, source.meta.date, page.label],
  }
}

function makeMasthead({ source, label }: Leaf, book: Book): Element {
  const names = source.names.map((name) => `${name}(${source.section})`).join(', ')
  return element(
    'header',
    { className: ['masthead'] },
    element(
      'p',
      { className: ['running'], ariaHidden: 'true' },
      [label, source.meta.manual ?? book.title, label].map((text) => element('span', {}, text)),
    ),
    element('h1', { id: 'NAME' }, names),
    element('p', { className: ['phrase'] }, source.title),
  )
}

function makeContents({ anchors }: Leaf): Element | undefined {
  const entries = anchors.list.filter(
    ({ id, depth }) => id !== 'NAME' && (depth === 2 || depth === 3),
  )
  if (entries.length < 2) return undefined
  const items = entries.map(({ id, text, depth }) =>
    element('li', { className: [`d${depth}`] }, element('a', { href: `#${id}` }, text)),
  )
  return element(
    'nav',
    { className: ['toc'], ariaLabelledBy: ['~toc'] },
    element('h2', { id: '~toc' }, 'On this page'),
    element('ul', {}, items),
  )
}

function examplesOf({ source }: Leaf): string {
  const { length } = source.examples
  return length === 1 ? 'the only example' : `the ${plural(length, 'example')}`
}

function makeEvidence(page: Leaf, book: Book): Content {
  if (page.source.examples.length === 0) return undefined
  const summaries = summariseTargets([page], book.options)
  return section(
    'evidence',
    'Demonstrated on',
    makeSummaryTable(summaries, `Runs of ${examplesOf(page)} of this page`),
  )
}

function makeSources(page: Leaf, book: Book): Content {
  const { sources } = page.source.meta
  const href = resolveSource('', page, book)
  const own =
    href === undefined
      ? undefined
      : element('li', {}, element('a', { href }, 'This page in the repository'))
  if (sources.length === 0 && own === undefined) return undefined
  const items = sources.map((source) => element('li', {}, source))
  return section('sources', 'Sources', element('ul', {}, items, own))
}

function makeBacklinks(pages: readonly Leaf[]): Content {
  if (pages.length === 0) return undefined
  const items = pages.map((page) =>
    element(
      'li',
      {},
      element('a', { href: encodeURI(page.path) }, page.label),
      `: ${page.source.title}`,
    ),
  )
  return section('referenced', 'Referenced by', element('ul', {}, items))
}

function makePager(page: Leaf, book: Book): Content {
  const at = book.pages.indexOf(page)
  const [previous, next] = [book.pages[at - 1], book.pages[at + 1]]
  if (previous === undefined && next === undefined) return undefined
  return element(
    'nav',
    { className: ['pager'], ariaLabel: 'Neighboring pages' },
    previous &&
      element('a', { rel: ['prev'], href: encodeURI(previous.path) }, `← ${previous.label}`),
    next && element('a', { rel: ['next'], href: encodeURI(next.path) }, `${next.label} →`),
  )
}

function section(id: string, title: string, ...content: readonly Content[]): Element {
  const link = element('a', { className: ['permalink'], href: `#~${id}` }, title)
  return element('section', {}, element('h2', { id: `~${id}` }, link), content)
}

function isContent(
  node: Root['children'][number],
): node is Exclude<typeof node, { type: 'doctype' }> {
  return node.type !== 'doctype'
}
