import { readFileSync } from 'node:fs'
import { keepFile } from '../cache/index.ts'
import type { PageFacts } from '../spec/index.ts'
import type { CompiledPage } from './compile-page.ts'
import { hashOf } from './hash-of.ts'

/** What is known of a page that was compiled before. */
export interface KeptPage extends Omit<CompiledPage, 'files'> {
  /** Hashes of all that the page was compiled from, quoted files apart. */
  readonly key: string
  /** What it compiles to: by path the hash of the text, or where a link leads. */
  readonly files: readonly KeptFile[]
}

/** A compiled file, without its text. */
export interface KeptFile {
  readonly path: string
  readonly hash?: string
  readonly link?: string
}

/** A file of kept pages: one for each manual. */
export interface PageCache {
  readonly path: string
  /** By key. */
  readonly pages: ReadonlyMap<string, KeptPage>
  /** Hash of the facts of all pages, whose references to each other were right. */
  readonly sound: string
  /** What stands in the file of each page. */
  readonly lines: ReadonlyMap<KeptPage, string>
}

/**
 * Describe a compiled page without its texts.
 *
 * @param key
 *   Hashes of all that it was compiled from.
 * @param page
 *   Page.
 * @returns
 *   What is held of it, and kept.
 */
export function keptPage(key: string, { files, ...page }: CompiledPage): KeptPage {
  return {
    key,
    ...page,
    files: files.map(({ path, text, link }) =>
      link ? { path, link: text } : { path, hash: hashOf(text) },
    ),
  }
}

/**
 * Read what is kept of pages.
 *
 * @param path
 *   File; one whose own hash is wrong was damaged, and is as if it were not there.
 * @returns
 *   Kept pages; none where nothing can be read.
 */
export function readPageCache(path: string): PageCache {
  const pages = new Map<string, KeptPage>()
  const lines = new Map<KeptPage, string>()
  const text = textOf(path)
  const [head = ''] = text.split('\n', 1)
  const [sound = '', hash] = head.split(' ')
  const body = text.slice(head.length + 1)
  if (hashOf(body) !== hash) return { path, pages, sound: '', lines }
  for (const line of body.split('\n')) {
    if (line === '') continue
    const page = readLine(line)
    if (page === undefined) continue
    pages.set(page.key, page)
    lines.set(page, line)
  }
  return { path, pages, sound, lines }
}

/**
 * Keep pages, in place of what was kept before.
 *
 * A folder that cannot be written is no fault: the next run takes longer.
 *
 * @param cache
 *   As it was read. Another run sees the file of before or the new one, never a part.
 * @param manual
 *   Pages, and the hash of their facts if their references are right.
 */
export function writePageCache(
  { path, lines }: PageCache,
  manual: { readonly pages: readonly KeptPage[]; readonly sound: string },
): void {
  const body = manual.pages
    .map((page) => `${lines.get(page) ?? lineOf(page, factsText(page))}\n`)
    .join('')
  keepFile(path, `${manual.sound} ${hashOf(body)}\n${body}`)
}

/** Facts as they were read: they are long and seldom needed. */
const texts = new WeakMap<KeptPage, string>()

/**
 * Hash what pages need to know of each other.
 *
 * @param pages
 *   Pages of a manual, in their order.
 * @returns
 *   Hash; the same as long as nothing has changed that a reference could lead to or come from.
 */
export function hashFacts(pages: readonly KeptPage[]): string {
  return hashOf(JSON.stringify(pages.map(factsText)))
}

function factsText(page: KeptPage): string {
  return texts.get(page) ?? (page.facts ? JSON.stringify(page.facts) : '')
}

/** Facts are a text of their own, that is only read when it is asked for. */
function lineOf({ facts: _, ...page }: KeptPage, facts: string): string {
  return JSON.stringify([page, facts])
}

/** Nothing where another version of the tool wrote the line. */
function readLine(line: string): KeptPage | undefined {
  const members: unknown = JSON.parse(line)
  if (!Array.isArray(members)) return undefined
  const [page, facts] = members as [KeptPage?, string?]
  if (page === undefined || !facts) return page
  texts.set(page, facts)
  return Object.defineProperty(page, 'facts', {
    enumerable: true,
    get: (): PageFacts => JSON.parse(facts),
  })
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
