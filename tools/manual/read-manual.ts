import { VFile } from 'vfile'
import { report, systemError, unlessReported } from '../message/index.ts'
import { checkPages, type Page, pageFacts } from '../page/index.ts'
import { toPage } from '../pipeline.ts'
import { readProjectFile } from '../project/index.ts'
import { findPages } from './config/find-pages.ts'
import { loadConfig } from './config/load-config.ts'
import type { Settings } from './config/settings.ts'
import { quoteReader } from './read-quote.ts'

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

/**
 * Read the file of a page.
 *
 * @param root
 *   Folder of the manual.
 * @param path
 *   Of the page, relative to it.
 * @returns
 *   File; one that is not a text of the project has a message, and no text.
 * @throws {CliError} exit 3
 *   Where the system refuses it.
 */
export function readPageFile(root: string, path: string): VFile {
  const file = new VFile({ cwd: root, path, value: '' })
  const page = readProjectFile(root, path)
  if (!('problem' in page)) file.value = page.text
  else if (page.cause !== undefined) throw systemError(`Cannot read \`${path}\``, page.cause)
  else report(file, 'project-file', `Cannot read \`${path}\`: ${page.problem}`)
  return file
}
