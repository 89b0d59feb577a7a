import type { Evidence } from '../evidence/index.ts'
import type { Target } from '../outcome/index.ts'
import { type Page, pageKey } from '../page/index.ts'
import { pageLabel, pagePath } from './document/page-path.ts'
import { type Anchors, readAnchors } from './links/anchors.ts'

/** Options of `compileSite`. */
export interface SiteOptions {
  /** Evidence by page (`gup-dax.7`). */
  readonly evidence: ReadonlyMap<string, Evidence>
  /** Targets in the order of the tables. */
  readonly targets: readonly Target[]
  /** Name and version of the generator, `manproof 0.1.0`, for the footer. */
  readonly version: string
  /** Name of the manual; default: that of the front matter, if all pages agree, else `Manual`. */
  readonly title?: string
  /** URL of the repository, for links to the sources of pages; default: no such links. */
  readonly repository?: string
  /** URL of the site, for canonical links only; default: none. */
  readonly url?: string
}

/** A page with the data that links need. */
export interface Leaf {
  readonly source: Page
  /** `gup-dax(7)`. */
  readonly label: string
  /** `gup-dax.7`. */
  readonly key: string
  /** `gup-dax.7.html`. */
  readonly path: string
  readonly anchors: Anchors
}

/** All pages of a site, in reading order. */
export interface Book {
  readonly title: string
  readonly pages: readonly Leaf[]
  /** Pages by each of their names, `F_GETLEASE(2const)`. */
  readonly byLabel: ReadonlyMap<string, Leaf>
  /** Pages by key, as in `[x](gup-dax.7.md)`. */
  readonly byKey: ReadonlyMap<string, Leaf>
  readonly options: SiteOptions
}

/** Bind pages into a book, sorted by section and name. */
export function bindBook(sources: readonly Page[], options: SiteOptions): Book {
  const pages = sources.map(readPage).sort((a, b) => compare(sortKey(a), sortKey(b)))
  const names = pages.flatMap((page) =>
    page.source.names.map((name): [string, Leaf] => [`${name}(${page.source.section})`, page]),
  )
  return {
    title: options.title ?? commonTitle(sources),
    pages,
    byLabel: new Map(names),
    byKey: new Map(pages.map((page) => [page.key, page])),
    options,
  }
}

/** Find the page to start with: the first overview, else the first page. */
export function startPage(book: Book): Leaf | undefined {
  return book.pages.find((page) => page.source.section.startsWith('7')) ?? book.pages[0]
}

/** Group pages by section, in reading order. */
export function pagesBySection(book: Book): ReadonlyMap<string, readonly Leaf[]> {
  const sections = new Map<string, Leaf[]>()
  for (const page of book.pages) {
    sections.set(page.source.section, [...(sections.get(page.source.section) ?? []), page])
  }
  return sections
}

function readPage(source: Page): Leaf {
  return {
    source,
    label: pageLabel(source),
    key: pageKey(source),
    path: pagePath(source),
    anchors: readAnchors(source),
  }
}

function sortKey(page: Leaf): string {
  return `${page.source.section}\0${page.key.toLowerCase()}\0${page.key}`
}

/** Compare independently of the locale, unlike `localeCompare`. */
function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

function commonTitle(pages: readonly Page[]): string {
  const titles = new Set(pages.flatMap(({ meta }) => meta.manual ?? []))
  const [title] = titles
  return titles.size === 1 && title !== undefined ? title : 'Manual'
}
