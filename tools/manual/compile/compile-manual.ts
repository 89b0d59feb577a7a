import { basename } from 'node:path'
import { VFile } from 'vfile'
import { worstLevel } from '../../message/index.ts'
import { checkPages } from '../../page/between/index.ts'
import type { Output } from '../../publish/index.ts'
import { findPages } from '../config/find-pages.ts'
import type { Settings } from '../config/settings.ts'
import { pagesFolder } from '../output-folders.ts'
import { readPageFile } from '../read-page-file.ts'
import { evidenceText, recordedPages, recordedTexts } from '../recorded-pages.ts'
import { cachePath } from './cache-path.ts'
import type { CompiledPage, PageSource } from './compile-page.ts'
import { compileAll } from './compile-pool.ts'
import { restoreMessages } from './kept-messages.ts'
import type { CompileJob } from './open-compiler.ts'
import { openPageCache, type PageCache } from './page-cache.ts'
import { pluginStamp } from './plugin-stamp.ts'

/** Options of `compileManual`. */
export interface CompileRequest {
  /** Pages by path, by `NAME.SECTION`, by `NAME` or by `NAME(SECTION)`; empty: all. */
  readonly wanted: readonly string[]
  /** Folder to which paths in `wanted` are relative. */
  readonly cwd: string
  /** Folder of the man pages; default: the configured one. */
  readonly out?: string | undefined
  /** Whether to compile unchanged pages, too. */
  readonly fresh: boolean
  readonly signal: AbortSignal
}

/** Compiled pages, and messages. */
export interface CompiledManual {
  /** Requested pages, then invalid evidence files, with their messages. */
  readonly files: readonly VFile[]
  /** Man pages; absent if there are errors. */
  readonly output?: Output
}

/**
 * Compile the man pages of a manual; unchanged pages come from the cache.
 *
 * @param settings
 *   Settings of the manual.
 * @param request
 *   Pages, folder, signal.
 * @returns
 *   Man pages and messages; `undefined` if interrupted.
 * @throws {CliError} exit 2
 *   If a requested page is not part of the manual.
 * @throws {CliError} exit 3
 *   If a page or its evidence cannot be read.
 */
export async function compileManual(
  settings: Settings,
  { wanted, cwd, out, fresh, signal }: CompileRequest,
): Promise<CompiledManual | undefined> {
  const { root } = settings
  const { paths, chosen } = findPages(settings, wanted, cwd)
  const read = paths.map((path) => readPageFile(root, path))
  const refused = read.filter(({ path, messages }) => messages.length > 0 && chosen.has(path))
  const recorded = new Set(recordedPages(settings))
  const sources = read.flatMap((file): PageSource[] => {
    if (file.messages.length > 0) return []
    const key = keyOf(file.path)
    const evidence = recorded.has(key) ? { evidence: evidenceText(settings, key) } : {}
    return [{ path: file.path, text: String(file), ...evidence }]
  })
  const cache = openPageCache(cachePath(root, 'pages'), root, await aboutPages(settings))
  const pages = await compileSources(jobOf(settings), { sources, cache, fresh, signal })
  if (pages === undefined) return
  cache.keepOnly(sources)
  const requested = sources.flatMap((source, index) => {
    const page = pages[index]
    return page && chosen.has(source.path) ? [{ source, page }] : []
  })
  const files = requested.map(({ source, page }) => fileOf(root, source, page))
  checkPages(
    pages.flatMap(({ facts }) => facts ?? []),
    new Map(files.map((file) => [file.path, file])),
  )
  const faulty = requested.filter(({ page }) => page.isEvidenceFaulty)
  const names = faulty.map(({ source, page }) => [keyOf(source.path), page.runnable] as const)
  const isRecorded = recordedTexts(settings)
  const edited = requested.flatMap(({ source: { path, evidence } }) =>
    evidence === undefined || isRecorded(keyOf(path), evidence) ? [] : [keyOf(path)],
  )
  for (const path of paths) recorded.delete(keyOf(path))
  const keys = [...new Set([...recorded, ...edited, ...names.map(([key]) => key)])].sort()
  const unread = keys.length === 0 ? [] : await unreadable(settings, new Map(names), keys)
  const all = [...files, ...refused, ...unread]
  if (worstLevel(all) === 'error') return { files: all }
  const output = {
    ...pagesFolder(settings, 'man', out),
    files: requested.flatMap(({ page }) => page.files),
    whole: requested.length === sources.length,
  }
  return { files: all, output }
}

/** Read evidence files that were edited, do not parse, or have unknown examples, for their messages. */
async function unreadable(
  settings: Settings,
  names: ReadonlyMap<string, readonly string[] | undefined>,
  keys: readonly string[],
): Promise<readonly VFile[]> {
  const { readEvidenceFiles } = await import('../parsed/index.ts')
  return readEvidenceFiles(settings, names, keys).files
}

/** Evidence has the name of the file of the page. */
function keyOf(path: string): string {
  return basename(path, '.md')
}

function fileOf(cwd: string, { path, text }: PageSource, { messages }: CompiledPage): VFile {
  const file = new VFile({ cwd, path, value: text })
  restoreMessages(file, messages)
  return file
}

export interface SourceWork {
  readonly sources: readonly PageSource[]
  readonly cache: PageCache
  /** Whether to bypass the cache. */
  readonly fresh: boolean
  readonly signal: AbortSignal
}

/**
 * Compile pages that have changed, and take the others from the cache.
 *
 * @returns
 *   Compiled pages in the order of the sources; `undefined` if interrupted.
 */
export async function compileSources(
  job: CompileJob,
  { sources, cache, fresh, signal }: SourceWork,
): Promise<CompiledPage[] | undefined> {
  const pages = sources.map((source) => (fresh ? undefined : cache.get(source)))
  const due = [...sources.keys()].filter((index) => pages[index] === undefined)
  const isDone = await compileAll(job, {
    sources: due.flatMap((index) => sources[index] ?? []),
    signal,
    done(at, page) {
      const index = due[at] ?? -1
      const source = sources[index]
      if (source && !hasPluginFault(page)) cache.keep(source, page)
      pages[index] = page
    },
  })
  return isDone ? pages.flatMap((page) => page ?? []) : undefined
}

/** A plugin that failed can succeed the next time. */
function hasPluginFault({ messages }: CompiledPage): boolean {
  return messages.some(({ ruleId }) => ruleId === 'plugin-failed')
}

function jobOf({ root, path, ...settings }: Settings): CompileJob {
  const { targets, engine, version, license, remarkPlugins } = settings
  const options = { root, targets, engine, version, license }
  const isPlain = path === undefined || remarkPlugins.length === 0
  return { kind: 'manual', options, ...(!isPlain && { plugins: path }) }
}

async function aboutPages(settings: Settings): Promise<readonly unknown[]> {
  const { root, targets, engine, version, license } = settings
  return [root, targets, engine, version, license, await pluginStamp(settings)]
}
