import type { Element, Root } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { type Book, type Leaf, pagesBySection } from '../book.ts'
import { type Content, element } from '../element.ts'
import { sectionTitle } from '../links/section-title.ts'

/** One document of the site. */
export interface Document {
  /** `gup-dax.7.html`; marks the current entry of the menu. */
  readonly path: string
  readonly title: string
  readonly description: string
  /** Children of `main`. */
  readonly main: readonly Content[]
  /** Printed at the left, middle and right of the footer, as in `man`. */
  readonly footer: readonly [string, string, string]
}

/** Most pages in the menu, which otherwise only has those of the current section. */
const menuLimit = 80

/** Icon of the site, inline, since browsers would otherwise request a file. */
const icon =
  'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"%3E%3Crect width="16" height="16" rx="3" fill="%230b5c66"/%3E%3Cpath d="M4 12V4l4 5 4-5v8" fill="none" stroke="%23fff" stroke-width="1.8"/%3E%3C/svg%3E'

/** Compile a document, with relative addresses only. */
export function compileDocument(document: Document, book: Book): string {
  const html = element('html', { lang: 'en' }, makeHead(document, book), makeBody(document, book))
  const root: Root = { type: 'root', children: [{ type: 'doctype' }, html] }
  return `${toHtml(root, { preferUnquoted: true })}\n`
}

function makeHead({ title, description, path }: Document, book: Book): Element {
  const full = title === book.title ? title : `${title} · ${book.title}`
  const { url } = book.options
  const canonical =
    url === undefined ? undefined : new URL(encodeURI(path), `${url.replace(/\/$/, '')}/`)
  return element(
    'head',
    {},
    element('meta', { charSet: 'utf-8' }),
    element('title', {}, full),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'description', content: description }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { property: 'og:type', content: 'article' }),
    element('meta', { property: 'og:site_name', content: book.title }),
    element('meta', { property: 'og:title', content: title }),
    element('meta', { property: 'og:description', content: description }),
    canonical && element('meta', { property: 'og:url', content: canonical.href }),
    canonical && element('link', { rel: ['canonical'], href: canonical.href }),
    element('link', { rel: ['icon'], href: icon }),
    element('link', { rel: ['stylesheet'], href: 'site.css' }),
    // Not deferred: it sets the chosen theme before the first paint.
    element('script', { src: 'site.js' }),
  )
}

function makeBody(document: Document, book: Book): Element {
  const [left, middle, right] = document.footer.map((text) => element('span', {}, text))
  return element(
    'body',
    {},
    element('a', { className: ['skip'], href: '#~main' }, 'Skip to content'),
    element(
      'header',
      { className: ['top'] },
      element('a', { className: ['home'], href: 'index.html' }, book.title),
      makeSearch(),
      element('button', { type: 'button', className: ['theme'], hidden: true }, 'Theme'),
    ),
    element(
      'div',
      { className: ['frame'] },
      element('main', { id: '~main', tabIndex: -1 }, document.main),
      makeMenu(document.path, book),
    ),
    element('footer', { className: ['colophon'] }, left, middle, right),
  )
}

/** Hidden until the script runs; without it, the index and the menu lead everywhere. */
function makeSearch(): Element {
  return element(
    'search',
    { className: ['search'], hidden: true },
    element('input', {
      type: 'search',
      placeholder: 'Search',
      ariaLabel: 'Search the manual',
      ariaKeyShortcuts: '/ Control+K',
      autoComplete: ['off'],
      spellCheck: 'false',
    }),
    element('kbd', { ariaHidden: 'true' }, '/'),
    element('div', { className: ['results'], hidden: true }),
  )
}

function makeMenu(path: string, book: Book): Element {
  const current = book.pages.find((page) => page.path === path)
  const groups = [...pagesBySection(book)].filter(
    ([section]) => book.pages.length <= menuLimit || section === current?.source.section,
  )
  return element(
    'nav',
    { className: ['pages'], ariaLabel: 'Pages of the manual' },
    element('p', {}, makeMenuLink('index.html', 'All pages', path)),
    groups.map(([section, pages]) => [
      element('h2', {}, `${section} `, element('span', {}, sectionTitle(section))),
      element(
        'ul',
        {},
        pages.map((page) => makeMenuItem(page, path)),
      ),
    ]),
  )
}

function makeMenuItem(page: Leaf, path: string): Element {
  return element('li', {}, makeMenuLink(page.path, page.label, path))
}

function makeMenuLink(target: string, text: string, path: string): Element {
  const current = target === path ? { ariaCurrent: 'page' } : {}
  return element('a', { href: encodeURI(target), ...current }, text)
}
