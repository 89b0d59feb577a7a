import type { Evidence } from '../../evidence/index.ts'
import { manFiles } from '../../man/index.ts'
import { pageKey } from '../../page/index.ts'
import { toHtml, toRoff } from '../../pipeline.ts'
import type { Output } from '../../publish/index.ts'
import { compileSite } from '../../site/index.ts'
import { pagesFolder } from '../output-folders.ts'
import type { Manual } from './read-manual.ts'

/** What an output is made from besides the pages, and where it goes. */
export interface CompileOptions {
  readonly evidence: ReadonlyMap<string, Evidence>
  /** Folder; default: that of the configuration. */
  readonly out?: string | undefined
}

/**
 * Compile the man pages of a manual that has been read.
 *
 * @param manual
 *   Pages without errors; what gets lost becomes messages on their files.
 * @param options
 *   Recorded outcomes by page, and the folder.
 * @returns
 *   Output for `publish`; links for further names included.
 */
export async function compileManPages(
  manual: Pick<Manual, 'settings' | 'specs' | 'whole'>,
  { evidence, out }: CompileOptions,
): Promise<Output> {
  const processor = toRoff(manual.settings)
  const files: Output['files'][number][] = []
  for (const spec of manual.specs) {
    const { file, tree } = spec
    file.data.evidence = evidence.get(pageKey(spec))
    const text = processor.stringify(await processor.run(tree, file), file)
    if (file.data.header) files.push(...manFiles(file.data.header, text))
  }
  return { ...pagesFolder(manual.settings, 'man', out), files, whole: manual.whole }
}

/**
 * Compile the site of a manual that has been read.
 *
 * @param manual
 *   Pages; the site is always made of all of them, since they link to each other.
 * @param options
 *   Recorded outcomes by page, and the folder.
 * @returns
 *   Output for `publish`.
 */
export async function compileSitePages(
  manual: Manual,
  { evidence, out }: CompileOptions,
): Promise<Output> {
  const { targets, version, site, rehypePlugins } = manual.settings
  const { out: _, ...about } = site
  for (const spec of manual.all) spec.file.data.evidence = evidence.get(pageKey(spec))
  const options = { ...about, targets, version, evidence }
  return {
    ...pagesFolder(manual.settings, 'site', out),
    files: await compileSite(manual.all, options, toHtml({ targets }, rehypePlugins)),
    whole: true,
  }
}
