import { resolve } from 'node:path'
import type { Evidence } from '../spec/index.ts'
import type { Output } from './output.ts'
import { pageOf } from './page-of.ts'
import type { Manual } from './read-manual.ts'
import type { Settings } from './settings.ts'

/** What an output is made from besides the pages, and where it goes. */
export interface CompileOptions {
  readonly evidence: ReadonlyMap<string, Evidence>
  /** Folder; default: that of the configuration. */
  readonly out?: string
}

/**
 * Compile the man pages of a manual.
 *
 * @param manual
 *   Pages; what gets lost becomes messages on their files.
 * @param options
 *   Recorded outcomes by page, and the folder.
 * @returns
 *   Output for `publish`; links for further names included.
 */
export async function compileManPages(
  manual: Pick<Manual, 'settings' | 'specs' | 'whole'>,
  options: CompileOptions,
): Promise<Output> {
  const { compileMan } = await import('../man/index.ts')
  const { targets, engine, version, license } = manual.settings
  const files = manual.specs.flatMap((spec) =>
    compileMan(spec, {
      ...{ targets, engine, version, license },
      evidence: options.evidence.get(pageOf(spec)),
    }),
  )
  return { ...manOutput(manual.settings, options.out), files, whole: manual.whole }
}

/**
 * Describe where man pages go, and which files there are man pages of a manual.
 *
 * @param settings
 *   Of the manual.
 * @param out
 *   Folder; default: that of the configuration.
 * @returns
 *   Members of an output.
 */
export function manOutput(
  settings: Pick<Settings, 'man' | 'version'>,
  out: string | undefined,
): Pick<Output, 'folder' | 'isOurs'> {
  const [owner = settings.version] = settings.version.split(' ')
  return {
    folder: out ?? settings.man.out,
    isOurs: (path, { text, link }) =>
      /^man\w+\/[^/]+$/.test(path) && (link ? !text.includes('/') : isPageOf(owner, text)),
  }
}

/**
 * Compile the site of a manual.
 *
 * @param manual
 *   Pages; the site is always made of all of them, since they link to each other.
 * @param options
 *   Recorded outcomes by page, and the folder.
 * @returns
 *   Output for `publish`.
 */
export async function compileSitePages(manual: Manual, options: CompileOptions): Promise<Output> {
  const { compileSite } = await import('../site/index.ts')
  const { targets, version, site } = manual.settings
  const { out, ...about } = site
  const { evidence } = options
  const files = await compileSite(manual.all, { ...about, targets, version, evidence })
  return {
    folder: options.out ?? out,
    files,
    isOurs: (path, { text }) => /^[^/]+\.html$/.test(path) && text.includes('og:site_name'),
    whole: true,
  }
}

/**
 * Resolve an option that names a folder.
 *
 * @param value
 *   As given, relative to the caller's folder.
 * @param cwd
 *   The caller's folder.
 * @returns
 *   Absolute path; `undefined` where the option was not given.
 */
export function outFolder(value: unknown, cwd: string): string | undefined {
  return typeof value === 'string' ? resolve(cwd, value) : undefined
}

/** A page names in `.TH` what it belongs to. */
function isPageOf(owner: string, text: string): boolean {
  const [title = ''] = /^\.TH .*$/m.exec(text) ?? []
  return title.replace(/\\/g, '').includes(`"${owner} `)
}
