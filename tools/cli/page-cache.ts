import { readFileSync } from 'node:fs'
import { keepText } from '../cache/index.ts'
import type { PageFacts } from '../spec/index.ts'
import { cachePath } from './cache-path.ts'
import type { KeptMessage } from './kept-messages.ts'

/** What is known of a page that was compiled before. */
export interface KeptPage {
  /** Hash of all that the page was compiled from, quoted files apart. */
  readonly key: string
  readonly facts: PageFacts
  readonly messages: readonly KeptMessage[]
  readonly quotes: Readonly<Record<string, string | null>>
  /** What it compiles to: by path the hash of the text, or where a link leads. */
  readonly files: readonly {
    readonly path: string
    readonly hash?: string
    readonly link?: string
  }[]
}

/** A file of kept pages: one for each manual. */
export interface PageCache {
  readonly path: string
  /** By key. */
  readonly pages: ReadonlyMap<string, KeptPage>
  /** Hash of the keys of all pages whose references to each other were right. */
  readonly sound: string
  /** What stands in the file of each page. */
  readonly lines: ReadonlyMap<KeptPage, string>
}

/** Hash of a text. */
type HashOf = (text: string) => string

/**
 * Read what is kept of a manual.
 *
 * @param root
 *   Folder of the manual.
 * @param hashOf
 *   Hash; a file whose own hash is wrong was damaged, and is as if it were not there.
 * @returns
 *   Kept pages; none where nothing can be read.
 */
export function readPageCache(root: string, hashOf: HashOf): PageCache {
  const path = cachePath(root, 'pages', '.jsonl')
  const pages = new Map<string, KeptPage>()
  const lines = new Map<KeptPage, string>()
  const text = textOf(path)
  const [head = ''] = text.split('\n', 1)
  const [sound = '', hash] = head.split(' ')
  const body = text.slice(head.length + 1)
  if (hashOf(body) !== hash) return { path, pages, sound: '', lines }
  for (const line of body.split('\n')) {
    if (line === '') continue
    const page = JSON.parse(line) as KeptPage
    pages.set(page.key, page)
    lines.set(page, line)
  }
  return { path, pages, sound, lines }
}

/**
 * Keep the pages of a manual, in place of what was kept of it before.
 *
 * A folder that cannot be written is no fault: the next run takes longer.
 *
 * @param cache
 *   As it was read. Another run sees the file of before or the new one, never a part.
 * @param manual
 *   Pages of the manual, and the hash of their keys if their references are right.
 * @param hashOf
 *   Hash.
 */
export function writePageCache(
  { path, lines }: PageCache,
  manual: { readonly pages: readonly KeptPage[]; readonly sound: string },
  hashOf: HashOf,
): void {
  const body = manual.pages.map((page) => `${lines.get(page) ?? JSON.stringify(page)}\n`).join('')
  keepText(path, `${manual.sound} ${hashOf(body)}\n${body}`)
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
