import type { VFile } from 'vfile'
import { unlessReported } from '../../message/index.ts'
import { checkPages, type Page, pageFacts } from '../../page/index.ts'
import { toPage } from '../../pipeline.ts'
import { findPages } from '../config/find-pages.ts'
import { loadConfig } from '../config/load-config.ts'
import type { Settings } from '../config/settings.ts'
import { readPageFile } from '../read-page-file.ts'
import { quoteReader } from '../read-quote.ts'

/** A manual as it is on disk: every page parsed once, for all that is done with it. */
export interface Manual {
  readonly settings: Settings
  /** Pages that were asked for, readable or not, with their messages. */
  readonly files: readonly VFile[]
  /** Specs of the pages that were asked for. */
  readonly specs: readonly Page[]
  /** Specs of all pages, since pages refer to each other. */
  readonly all: readonly Page[]
  /** Whether every page was asked for. */
  readonly whole: boolean
}

/**
 * Read the pages of the manual that governs a folder.
 *
 * @param cwd
 *   Folder.
 * @param wanted
 *   Pages by path, by `NAME.SECTION`, by `NAME` or by `NAME(SECTION)`; empty: all.
 * @returns
 *   Manual; what is wrong with a page is a message on its file.
 * @throws {CliError} exit 2
 *   Where the configuration is wrong, or a page that was asked for is not part of the manual.
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
  const specsOf = (some: readonly VFile[]): Page[] => some.flatMap(({ data }) => data.page ?? [])
  const all = specsOf(files)
  checkPages(all.map(pageFacts), new Map(files.map((file) => [file.path, file])))
  const asked = files.filter(({ path }) => chosen.has(path))
  return {
    settings,
    files: asked,
    specs: specsOf(asked),
    all,
    whole: asked.length === files.length,
  }
}
