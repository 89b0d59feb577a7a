import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, keepText, readText } from '../../cache/index.ts'
import type { ManFile } from '../../man/index.ts'
import { readQuotedFile } from '../../project/index.ts'
import type { CompiledPage, PageSource } from './compile-page.ts'
import { toolStamp } from './tool-stamp.ts'

/** Names of pages in the cache, and those of earlier versions. Other files are not ours to remove. */
const ours = /^[0-9a-f]{64}(?:\.json)?$/

/** A page with the lengths of its texts instead of the texts. */
interface KeptPage extends Omit<CompiledPage, 'files'> {
  readonly files: readonly (Omit<ManFile, 'text'> & { readonly text: number })[]
}

/** A cache of compiled pages, one file for each. */
export interface PageCache {
  /** The compiled page, if neither its source nor anything else that it depends on has changed. */
  get(source: PageSource): CompiledPage | undefined
  keep(source: PageSource, page: CompiledPage): void
  /** Remove all other pages. */
  keepOnly(sources: readonly PageSource[]): void
}

/**
 * Open the cache of compiled pages.
 *
 * @param folder
 *   Folder of the cache; failures to write are ignored, since they only slow down the next run.
 * @param root
 *   Folder to which the paths of quoted files are relative.
 * @param about
 *   Everything that pages depend on besides their text, evidence and quoted files.
 */
export function openPageCache(folder: string, root: string, about: readonly unknown[]): PageCache {
  const stamp = hashOf(JSON.stringify([toolStamp(), about]))
  const nameOf = ({ path }: PageSource): string => hashOf(path)
  const keyOf = ({ path, text, evidence }: PageSource): string =>
    hashOf(
      JSON.stringify([stamp, path, hashOf(text), hashOf(evidence ?? ''), evidence === undefined]),
    )
  return {
    get(source) {
      const kept = readText(join(folder, nameOf(source)))
      const key = `${keyOf(source)}\n`
      if (!kept?.startsWith(key)) return
      const page = parsePage(kept.slice(key.length))
      return areSame(root, page.quotes) ? page : undefined
    },
    keep(source, page) {
      keepText(join(folder, nameOf(source)), `${keyOf(source)}\n${formatPage(page)}`)
    },
    keepOnly(sources) {
      const names = new Set(sources.map(nameOf))
      for (const name of namesIn(folder)) {
        if (ours.test(name) && !names.has(name)) rmSync(join(folder, name), { force: true })
      }
    },
  }
}

/** A line of JSON, then the compiled texts, which need no parsing. */
function formatPage(page: CompiledPage): string {
  const files = page.files.map((file) => ({ ...file, text: file.text.length }))
  return `${JSON.stringify({ ...page, files })}\n${page.files.map(({ text }) => text).join('')}`
}

function parsePage(kept: string): CompiledPage {
  let end = kept.indexOf('\n') + 1
  const page = JSON.parse(kept.slice(0, end)) as KeptPage
  const files = page.files.map((file) => {
    const start = end
    end += file.text
    return { ...file, text: kept.slice(start, end) }
  })
  return { ...page, files }
}

function areSame(root: string, quotes: CompiledPage['quotes']): boolean {
  return Object.entries(quotes).every(([name, hash]) => {
    const quoted = readQuotedFile(root, name)
    return ('problem' in quoted ? null : hashOf(quoted.text)) === hash
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
