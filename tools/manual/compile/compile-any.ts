import { resolve } from 'node:path'
import { VFile } from 'vfile'
import type { HeaderOptions, ManFile } from '../../man/index.ts'
import { report, systemError } from '../../message/index.ts'
import { readNamedFile } from '../../project/index.ts'
import { cachePath } from './cache-path.ts'
import { checkBytes } from './check-bytes.ts'
import { compileSources } from './compile-manual.ts'
import type { PageSource } from './compile-page.ts'
import { restoreMessages } from './kept-messages.ts'
import { openPageCache } from './page-cache.ts'

/** Markdown that does not belong to a manual, and options of its header. */
export interface AnyRequest {
  /** Paths relative to `cwd`; `-` for `stdin`. */
  readonly names: readonly string[]
  readonly cwd: string
  readonly stdin: string | undefined
  readonly options: HeaderOptions
  readonly signal: AbortSignal
}

/** Compiled files of each page, and sources with messages. */
export interface CompiledAny {
  readonly pages: readonly (readonly ManFile[])[]
  readonly files: readonly VFile[]
}

/**
 * Compile Markdown that does not belong to a manual.
 *
 * @param request
 *   Files, and options of their headers.
 * @returns
 *   Pages in their order; `undefined` if interrupted.
 * @throws {CliError} exit 3
 *   If a file cannot be read.
 */
export async function compileAny(request: AnyRequest): Promise<CompiledAny | undefined> {
  const { names, cwd, options, signal } = request
  const sources: PageSource[] = []
  for (const name of names) sources.push(await sourceOf(name, request))
  const cache = openPageCache(cachePath(cwd, 'any'), cwd, [options])
  const job = { kind: 'any', options } as const
  const pages = await compileSources(job, { sources, cache, fresh: false, signal })
  if (pages === undefined) return
  cache.keepOnly(sources)
  const files = sources.map(({ path, text: value }, index) => {
    const file = new VFile({ cwd, path, value })
    restoreMessages(file, pages[index]?.messages ?? [])
    checkBytes(file)
    return file
  })
  reportSeconds(
    pages.map((page) => page.files),
    files,
  )
  return { pages: pages.map((page) => page.files), files }
}

async function sourceOf(name: string, { cwd, stdin }: AnyRequest): Promise<PageSource> {
  if (name === '-' && stdin !== undefined) return { path: 'stdin.md', text: stdin }
  try {
    return { path: name, text: await readNamedFile(resolve(cwd, name)) }
  } catch (error) {
    throw systemError(`Cannot read \`${name}\``, error)
  }
}

/** Report pages that would overwrite an earlier one. */
function reportSeconds(pages: readonly (readonly ManFile[])[], files: readonly VFile[]): void {
  const first = new Map<string, string>()
  for (const [index, file] of files.entries()) {
    for (const { path } of pages[index] ?? []) {
      const other = first.get(path)
      if (other === undefined) {
        first.set(path, file.path)
        continue
      }
      const reason = `Unexpected second page \`${pageAt(path)}\`, expected one`
      const note = `The first one is ${other}; to name a page, compile it separately with \`--as NAME(SECTION)\``
      report(file, 'page-duplicate', reason, { line: 1, column: 1 }, { note })
    }
  }
}

/** `man7/README.7` as `README(7)`. */
function pageAt(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.([^.]*)$/, '($1)')
}
