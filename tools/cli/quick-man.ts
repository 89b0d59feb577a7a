import { areKept } from './are-kept.ts'
import { cachePath } from './cache-path.ts'
import { manOutput, outFolder } from './compile-outputs.ts'
import { compileSlots, keptPaths, type Slot } from './compile-slots.ts'
import { findPages } from './find-pages.ts'
import { loadCompiler } from './load-compiler.ts'
import { loadConfig } from './load-config.ts'
import type { Outlet, Sink } from './output.ts'
import { hashFacts, type KeptPage, readPageCache, writePageCache } from './page-cache.ts'
import { openSources, RefusedFile, type Sources } from './page-sources.ts'
import type { Compiled } from './publish-verb.ts'
import { restoreFile } from './restore-file.ts'
import type { Settings } from './settings.ts'
import type { Invocation } from './verbs.ts'

/**
 * Compile the man pages that have changed, each on its own.
 *
 * What a page compiled to is known by the hash of everything that it was made from; it is not
 * compiled again while the files on disk still are what it compiled to.
 *
 * @param invocation
 *   Command line of `manproof man`.
 * @param outlet
 *   Gets the man pages.
 * @returns
 *   What the long way gives; nothing where it was ended, a page changed meanwhile, or a file is
 *   refused.
 */
export async function quickMan(
  invocation: Invocation,
  outlet: Outlet,
): Promise<Compiled | undefined> {
  try {
    return await compileChanged(invocation, outlet)
  } catch (error) {
    if (error instanceof RefusedFile) return undefined
    throw error
  }
}

async function compileChanged(
  { values, positionals, io }: Invocation,
  outlet: Outlet,
): Promise<Compiled | undefined> {
  const settings = await loadConfig(io.cwd)
  const { root } = settings
  const { paths, chosen } = findPages(settings, positionals, io.cwd)
  const sources = openSources(settings)
  const cache = readPageCache(cachePath(root, 'pages', '.jsonl'))
  const { folder, isOurs } = manOutput(settings, outFolder(values['out'], io.cwd))
  const slots: Slot[] = paths.map((path) => {
    const isAsked = chosen.has(path)
    const page = cache.pages.get(sources.keyOf(path))
    const disk = { hashes: sources.hashes, folder: isAsked ? folder : undefined }
    const isKept = page !== undefined && areKept(page, root, disk)
    return { path, page: isKept ? page : undefined, isAsked, isKept }
  })
  const sink = outlet.open(folder)
  const isDone = await compileDue(slots, { settings, sources, sink, signal: io.signal })
  if (!isDone) return undefined
  const pages = slots.flatMap(({ page }) => page ?? [])
  const sound = hashFacts(pages)
  const faulty = cache.sound === sound ? [] : await faultyPaths(pages)
  const isWhole = pages.every(({ refused }) => refused === undefined) && faulty.length === 0
  if (!isWhole || !(await sources.isEvidenceSound())) {
    const { explainPages } = await import('./explain-pages.ts')
    const explained = await explainPages(settings, slots, faulty)
    if (explained) return { files: explained }
    // What was refused a moment ago has changed.
    if (slots.some(({ isAsked, page }) => isAsked && page?.refused)) return undefined
  } else if (cache.sound !== sound || slots.some(({ isKept }) => !isKept)) {
    writePageCache(cache, { pages, sound })
  }
  const asked = slots.filter(({ isAsked }) => isAsked)
  const whole = asked.length === slots.length
  sources.hashes.save(whole)
  sink.end({ isOurs, whole, kept: keptPaths(slots) })
  return {
    files: await filesOf(root, asked),
    output: { folder, count: asked.flatMap(({ page }) => page?.files ?? []).length },
  }
}

interface Work {
  readonly settings: Settings
  readonly sources: Sources
  readonly sink: Sink
  readonly signal: AbortSignal
}

function compileDue(
  slots: readonly Slot[],
  { settings, sources, sink, signal }: Work,
): Promise<boolean> {
  const { root, targets, engine, version, license } = settings
  return compileSlots(slots, {
    sink,
    signal,
    task({ path }, isOnlyRead) {
      const { key, ...source } = sources.read(path)
      const made = { root, targets, engine, version, license }
      return { key, task: { kind: 'page', ...source, ...made, path, isOnlyRead } }
    },
  })
}

async function faultyPaths(pages: readonly KeptPage[]): Promise<readonly string[]> {
  const { faultyPages } = await loadCompiler()
  return faultyPages(pages.flatMap(({ facts }) => facts ?? [])).map(({ path }) => path)
}

function filesOf(root: string, slots: readonly Slot[]): Promise<Compiled['files']> {
  return Promise.all(
    slots.flatMap(({ path, page }) =>
      page && page.messages.length > 0 ? [restoreFile({ cwd: root, path }, page.messages)] : [],
    ),
  )
}
