import { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { readProjectFile, readQuotedFile } from '../project/index.ts'
import { checkPages, readSpec, type Spec } from '../spec/index.ts'
import { systemError } from './exit-code.ts'
import { findPages } from './find-pages.ts'
import type { Io } from './io.ts'
import { loadConfig } from './load-config.ts'
import type { Settings } from './settings.ts'

/** A manual as it is on disk: every page parsed once, for all that is done with it. */
export interface Manual {
  readonly settings: Settings
  /** Pages that were asked for, readable or not, with their messages. */
  readonly files: readonly VFile[]
  /** Specs of the pages that were asked for. */
  readonly specs: readonly Spec[]
  /** Specs of all pages, since pages refer to each other. */
  readonly all: readonly Spec[]
  /** Whether every page was asked for. */
  readonly whole: boolean
}

/**
 * Read the pages of the manual that governs the folder of `io`.
 *
 * @param io
 *   Gives the folder.
 * @param wanted
 *   Pages by path, by `NAME.SECTION`, by `NAME` or by `NAME(SECTION)`; empty: all.
 * @returns
 *   Manual; what is wrong with a page is a message on its file.
 * @throws {CliError} exit 2
 *   Where the configuration is wrong, or a page that was asked for is not part of the manual.
 */
export async function readManual(io: Io, wanted: readonly string[]): Promise<Manual> {
  const settings = await loadConfig(io.cwd)
  const { paths, chosen } = findPages(settings, wanted, io.cwd)
  const pages = readPages(settings, paths)
  const all = pages.flatMap(({ spec }) => spec ?? [])
  checkPages(all)
  const asked = pages.filter(({ path }) => chosen.has(path))
  return {
    settings,
    files: asked.map(({ file }) => file),
    specs: asked.flatMap(({ spec }) => spec ?? []),
    all,
    whole: asked.length === pages.length,
  }
}

/** A page as it is on disk, with its messages; no spec where it cannot be parsed. */
export interface ReadPage {
  readonly path: string
  readonly file: VFile
  readonly spec: Spec | undefined
}

/**
 * Read some pages of a manual, each on its own.
 *
 * @param settings
 *   Of the manual.
 * @param paths
 *   Pages, relative to its folder.
 * @returns
 *   Pages in the same order.
 */
export function readPages(
  { root, targets }: Pick<Settings, 'root' | 'targets'>,
  paths: readonly string[],
): ReadPage[] {
  return paths.map((path) => {
    const file = new VFile({ cwd: root, path })
    const page = readProjectFile(root, path)
    if ('problem' in page) {
      if (page.cause !== undefined) throw systemError(`Cannot read \`${path}\``, page.cause)
      report(file, 'project-file', `Cannot read \`${path}\`: ${page.problem}`)
      return { path, file, spec: undefined }
    }
    file.value = page.text
    const spec = readSpec(file, { targets, readFile: (name) => readQuotedFile(root, name) })
    return { path, file, spec }
  })
}
