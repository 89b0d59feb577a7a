import type { Evidence } from '../../evidence/index.ts'
import { manFiles } from '../../man/index.ts'
import { pageKey } from '../../page/index.ts'
import { toHtml, toRoff } from '../../pipeline.ts'
import type { Output } from '../../publish/index.ts'
import { compileSite } from '../../site/index.ts'
import { pagesFolder } from '../output-folders.ts'
import type { Manual } from './read-manual.ts'

export interface CompileOptions {
  readonly evidence: ReadonlyMap<string, Evidence>
  /** Output folder; default: the configured one. */
  readonly out?: string | undefined
}

/**
 * Compile the man pages of a manual whose pages have no errors.
 *
 * Content that a man page cannot show becomes messages on the files. The output includes links for
 * additional names.
 */
export async function compileManPages(
  manual: Pick<Manual, 'settings' | 'pages' | 'whole'>,
  { evidence, out }: CompileOptions,
): Promise<Output> {
  const processor = toRoff(manual.settings)
  const files: Output['files'][number][] = []
  for (const page of manual.pages) {
    const { file, tree } = page
    file.data.evidence = evidence.get(pageKey(page))
    const text = processor.stringify(await processor.run(tree, file), file)
    if (file.data.header) files.push(...manFiles(file.data.header, text))
  }
  return { ...pagesFolder(manual.settings, 'man', out), files, whole: manual.whole }
}

/** Compile the site of a manual, always from all pages, since they link to each other. */
export async function compileSitePages(
  manual: Manual,
  { evidence, out }: CompileOptions,
): Promise<Output> {
  const { targets, version, site, rehypePlugins } = manual.settings
  const { out: _, ...about } = site
  for (const page of manual.all) page.file.data.evidence = evidence.get(pageKey(page))
  const options = { ...about, targets, version, evidence }
  return {
    ...pagesFolder(manual.settings, 'site', out),
    files: await compileSite(manual.all, options, toHtml({ targets }, rehypePlugins)),
    whole: true,
  }
}
