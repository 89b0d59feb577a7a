import type { HeaderOptions } from '../../man/index.ts'
import type { PageCompiler, PageCompilerOptions } from './compile-page.ts'

/** What pages are compiled with, as plain data that a thread can be given. */
export type CompileJob =
  | {
      readonly kind: 'manual'
      readonly options: Omit<PageCompilerOptions, 'remarkPlugins'>
      /** Configuration that has plugins; functions cannot be sent. */
      readonly plugins?: string
    }
  | { readonly kind: 'any'; readonly options: HeaderOptions }

/**
 * Open the compiler of a job.
 *
 * @param job
 *   What pages are compiled with.
 * @returns
 *   Compiler; loaded only here, since it takes longer than 1,000 unchanged pages to be recognized.
 */
export async function openCompiler(job: CompileJob): Promise<PageCompiler> {
  const { anyCompiler, pageCompiler } = await import('./compile-page.ts')
  if (job.kind === 'any') return anyCompiler(job.options)
  const remarkPlugins = job.plugins === undefined ? [] : await pluginsOf(job.plugins)
  return pageCompiler({ ...job.options, remarkPlugins })
}

async function pluginsOf(config: string): Promise<PageCompilerOptions['remarkPlugins']> {
  const { readConfig } = await import('../config/load-config.ts')
  return (await readConfig(config, config)).remarkPlugins ?? []
}
