import type { Element } from 'hast'
import { type Book, type Page, pagesBySection, startPage } from './book.ts'
import { element } from './element.ts'
import type { Document } from './layout.ts'
import { sectionTitle } from './section-title.ts'
import { makeSummaryTable, summariseTargets } from './target-summary.ts'

/** Make the entrance: what the manual is, its pages by section, and what ran where. */
export function makeIndexDocument(book: Book): Document {
  const examples = book.pages.reduce((sum, { spec }) => sum + spec.examples.length, 0)
  const description = `${count(book.pages.length, 'page')} with ${count(examples, 'example')}. Each example is type-checked and run; the outcomes printed below it are recorded ones.`
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

function makeStart(page: Page | undefined): Element | undefined {
  if (page === undefined) return undefined
  const link = element('a', { href: encodeURI(page.path) }, page.label)
  return element('p', { className: ['start'] }, 'Start with ', link, `: ${page.spec.title}.`)
}

function makeSection(section: string, pages: readonly Page[]): Element {
  const rows = pages.map((page) => [
    element(
      'dt',
      {},
      page.spec.names.map((name, index) => [
        index === 0 ? '' : ', ',
        element('a', { href: encodeURI(page.path) }, `${name}(${section})`),
      ]),
    ),
    element('dd', {}, page.spec.title),
  ])
  return element(
    'section',
    {},
    element('h2', { id: `~${section}` }, `${section} `, element('span', {}, sectionTitle(section))),
    element('dl', { className: ['index'] }, rows),
  )
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function lastDate(book: Book): string {
  return (
    book.pages
      .map(({ spec }) => spec.meta.date)
      .sort()
      .at(-1) ?? ''
  )
}
