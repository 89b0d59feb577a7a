import type { Element } from 'hast'
import { plural } from '../../words/index.ts'
import type { Book, Leaf } from '../book.ts'
import { pagesBySection, startPage } from '../book.ts'
import { element } from '../element.ts'
import { sectionTitle } from '../links/section-title.ts'
import type { Document } from './layout.ts'
import { makeSummaryTable, summariseTargets } from './target-summary.ts'

/** Make the index: a description of the manual, its pages by section, and what ran where. */
export function makeIndexDocument(book: Book): Document {
  const description = describe(book)
  const summaries = summariseTargets(book.pages, book.options)
  return {
    path: 'index.html',
    title: book.title,
    description,
    main: [
      element(
        'header',
        { className: ['masthead'] },
        element('h1', {}, book.title),
        element('p', { className: ['phrase'] }, description),
        makeStart(startPage(book)),
      ),
      element(
        'div',
        { className: ['body'] },
        [...pagesBySection(book)].map(([section, pages]) => makeSection(section, pages)),
        element('h2', { id: '~targets' }, 'What ran where'),
        makeSummaryTable(summaries, 'Recorded runs of all examples, by target'),
      ),
    ],
    footer: [book.options.version, lastDate(book), 'index'],
  }
}

/** Describe the number of pages and examples, and how many of these are run. */
function describe({ pages }: Book): string {
  const examples = pages.flatMap(({ source }) => source.examples)
  const ran = examples.filter(({ labels }) => labels.norun === undefined).length
  const done =
    ran === examples.length
      ? 'Each example is type-checked and run'
      : `Each example is type-checked, and ${ran} of them are run`
  return `${plural(pages.length, 'page')} with ${plural(examples.length, 'example')}. ${done}; the outcomes below the examples were recorded.`
}

function makeStart(page: Leaf | undefined): Element | undefined {
  if (page === undefined) return undefined
  const link = element('a', { href: encodeURI(page.path) }, page.label)
  return element('p', { className: ['start'] }, 'Start with ', link, `: ${page.source.title}.`)
}

function makeSection(section: string, pages: readonly Leaf[]): Element {
  const rows = pages.map((page) => [
    element(
      'dt',
      {},
      page.source.names.map((name, index) => [
        index === 0 ? '' : ', ',
        element('a', { href: encodeURI(page.path) }, `${name}(${section})`),
      ]),
    ),
    element('dd', {}, page.source.title),
  ])
  return element(
    'section',
    {},
    element('h2', { id: `~${section}` }, `${section} `, element('span', {}, sectionTitle(section))),
    element('dl', { className: ['index'] }, rows),
  )
}

function lastDate(book: Book): string {
  return (
    book.pages
      .map(({ source }) => source.meta.date)
      .sort()
      .at(-1) ?? ''
  )
}
