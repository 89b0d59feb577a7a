import { areKept } from './are-kept.ts'
import { manOutput, outFolder } from './compile-outputs.ts'
import type { CompiledPage, PageTask } from './compile-page.ts'
import { compileAll } from './compile-pool.ts'
import { findPages } from './find-pages.ts'
import { hashOf } from './hash-of.ts'
import { loadCompiler } from './load-compiler.ts'
import { loadConfig } from './load-config.ts'
import { type KeptPage, readPageCache, writePageCache } from './page-cache.ts'
import { openSources, type Sources } from './page-sources.ts'
import type { OutputFile } from './publish.ts'
import type { Compiled } from './publish-verb.ts'
import { restoreFile } from './restore-file.ts'
import type { Settings } from './settings.ts'
import type { Invocation } from './verbs.ts'

/** One page on its way. */
interface Slot {
  readonly path: string
  page: KeptPage | undefined
  files: readonly OutputFile[]
}

/**
 * Compile the man pages that have changed, each on its own.
 *
 * What a page compiled to is known by the hash of everything that it was made from; it is not
 * compiled again while the files on disk still are what it compiled to.
 *
 * @param invocation
 *   Command line of `manproof man`.
 * @returns
 *   What the long way gives for pages without errors; otherwise nothing, since only the whole
 *   manual can say what is wrong.
 */
export async function quickMan(invocation: Invocation): Promise<Compiled | undefined> {
  const { values, positionals, io } = invocation
  const settings = await loadConfig(io.cwd)
  const { paths, chosen } = findPages(settings, positionals, io.cwd)
  const sources = openSources(settings)
  const cache = readPageCache(settings.root, hashOf)
  const { folder, isOurs } = manOutput(settings, outFolder(values['out'], io.cwd))
  const slots: Slot[] = paths.map((path) => {
    const key = sources.keyOf(path)
    const page = key === undefined ? undefined : cache.pages.get(key)
    const isKept =
      page &&
      areKept(page, settings.root, {
        hashes: sources.hashes,
        folder: chosen.has(path) ? folder : undefined,
      })
    return { path, page: isKept ? page : undefined, files: [] }
  })
  const due = slots.filter(({ page }) => page === undefined)
  if (!(await compileDue(due, { settings, sources, signal: io.signal }))) return undefined
  const pages = slots.flatMap(({ page }) => page ?? [])
  const soundness = hashOf(JSON.stringify(pages.map(({ key }) => key)))
  if (cache.sound !== soundness) {
    const { arePagesSound } = await loadCompiler()
    if (!arePagesSound(pages.map(({ facts }) => facts))) return undefined
  }
  if (!(await sources.isEvidenceSound())) return undefined
  if (due.length > 0 || cache.sound !== soundness) {
    writePageCache(cache, { pages, sound: soundness }, hashOf)
  }
  const asked = slots.filter(({ path }) => chosen.has(path))
  sources.hashes.save(asked.length === slots.length)
  return {
    files: await Promise.all(
      asked.flatMap(({ path, page }) =>
        page && page.messages.length > 0 ? [restoreFile(settings.root, path, page)] : [],
      ),
    ),
    output: {
      folder,
      isOurs,
      files: asked.flatMap(({ files }) => files),
      kept: asked.flatMap(({ page, files }) =>
        files.length > 0 ? [] : (page?.files ?? []).map(({ path }) => path),
      ),
      whole: asked.length === slots.length,
    },
  }
}

interface Work {
  readonly settings: Settings
  readonly sources: Sources
  readonly signal: AbortSignal
}

/** Whether every page could be compiled. */
async function compileDue(
  due: readonly Slot[],
  { settings, sources, signal }: Work,
): Promise<boolean> {
  const { root, targets, version } = settings
  const keys: string[] = []
  return compileAll({
    count: due.length,
    signal,
    task(index): PageTask {
      const { path = '' } = due[index] ?? {}
      const { key, ...source } = sources.read(path)
      keys[index] = key
      return { ...source, path, root, targets, version }
    },
    done(index, compiled): boolean {
      const slot = due[index]
      if (!slot || !compiled) return false
      slot.page = keptOf(keys[index] ?? '', compiled)
      slot.files = compiled.files
      return true
    },
  })
}

function keptOf(key: string, { facts, messages, quotes, files }: CompiledPage): KeptPage {
  return {
    key,
    facts,
    messages,
    quotes,
    files: files.map(({ path, text, link }) =>
      link ? { path, link: text } : { path, hash: hashOf(text) },
    ),
  }
}
