import { type Book, startPage } from '../book.ts'
import { element } from '../element.ts'
import type { Document } from './layout.ts'

/** Make the page that a server shows for a missing page. */
export function makeMissingDocument(book: Book): Document {
  const start = startPage(book)
  return {
    path: '404.html',
    title: 'No such page',
    description: 'There is no page at this address',
    main: [
      element(
        'header',
        { className: ['masthead'] },
        element('h1', {}, 'No such page'),
        element('p', { className: ['phrase'] }, 'There is no page at this address.'),
      ),
      element(
        'div',
        { className: ['body'] },
        element(
          'p',
          {},
          'Go to the ',
          element('a', { href: 'index.html' }, 'index'),
          ' or to ',
          start === undefined
            ? 'another manual'
            : element('a', { href: encodeURI(start.path) }, start.label),
          '.',
        ),
      ),
    ],
    footer: [book.options.version, '', '404'],
  }
}
