import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import process from 'node:process'
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
}

/** Hash of a text. */
type HashOf = (text: string) => string

/**
 * Read what is kept of a manual.
 *
 * @param root
 *   Folder of the manual.
 * @param hashOf
 *   Hash; a line whose own hash is wrong was damaged, and is as if it were not there.
 * @returns
 *   Kept pages; none where nothing can be read.
 */
export function readPageCache(root: string, hashOf: HashOf): PageCache {
  const path = cachePath(root, 'pages', '.jsonl')
  const pages = new Map<string, KeptPage>()
  const [sound = '', ...lines] = linesOf(path)
  for (const line of lines) {
    const [hash, text] = [line.slice(0, 64), line.slice(65)]
    if (hashOf(text) !== hash) continue
    const page = JSON.parse(text) as KeptPage
    pages.set(page.key, page)
  }
  return { path, pages, sound }
}

/**
 * Keep the pages of a manual, in place of what was kept of it before.
 *
 * A folder that cannot be written is no fault: the next run takes longer.
 *
 * @param path
 *   Of the file. Another run sees the file of before or this one, never a part.
 * @param manual
 *   Pages of the manual, and the hash of their keys if their references are right.
 * @param hashOf
 *   Hash.
 */
export function writePageCache(
  path: string,
  manual: { readonly pages: readonly KeptPage[]; readonly sound: string },
  hashOf: HashOf,
): void {
  const staged = `${path}.${process.pid}`
  const lines = manual.pages.map((page) => {
    const text = JSON.stringify(page)
    return `${hashOf(text)} ${text}\n`
  })
  try {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(staged, `${manual.sound}\n${lines.join('')}`)
    renameSync(staged, path)
  } catch {
    remove(staged)
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It was never made: a part of the path is no folder.
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n')
  } catch {
    return []
  }
}
