import type { VFile } from 'vfile'
import { unlessReported } from '../../message/index.ts'
import { checkPages, type Page, pageFacts } from '../../page/index.ts'
import { toPage } from '../../pipeline.ts'
import { findPages } from '../config/find-pages.ts'
import { loadConfig } from '../config/load-config.ts'
import type { Settings } from '../config/settings.ts'
import { readPageFile } from '../read-page-file.ts'
import { quoteReader } from '../read-quote.ts'

export interface Manual {
  readonly settings: Settings
  /** Files of the requested pages, readable or not, with their messages. */
  readonly files: readonly VFile[]
  /** Requested pages. */
  readonly pages: readonly Page[]
  /** All pages, since pages refer to each other. */
  readonly all: readonly Page[]
  /** Whether every page was requested. */
  readonly whole: boolean
}

/**
 * Read the manual to which a folder belongs; problems of a page become messages on its file.
 *
 * @param wanted
 *   Pages by path, by `NAME.SECTION`, by `NAME` or by `NAME(SECTION)`; empty: all.
 * @throws {CliError} exit 2
 *   If the configuration is invalid, or a requested page is not part of the manual.
 */
export async function readManual(cwd: string, wanted: readonly string[]): Promise<Manual> {
  const settings = await loadConfig(cwd)
  const { root, targets, remarkPlugins } = settings
  const { paths, chosen } = findPages(settings, wanted, cwd)
  const processor = toPage({ targets, readFile: quoteReader(root) }, remarkPlugins)
  const files: VFile[] = []
  for (const path of paths) {
    const file = readPageFile(root, path)
    files.push(file)
    if (file.messages.length > 0) continue
    await unlessReported(file, async () => processor.run(processor.parse(file), file))
  }
  const pagesOf = (some: readonly VFile[]): Page[] => some.flatMap(({ data }) => data.page ?? [])
  const all = pagesOf(files)
  checkPages(all.map(pageFacts), new Map(files.map((file) => [file.path, file])))
  const requested = files.filter(({ path }) => chosen.has(path))
  return {
    settings,
    files: requested,
    pages: pagesOf(requested),
    all,
    whole: requested.length === files.length,
  }
}
