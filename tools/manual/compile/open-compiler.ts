import type { HeaderOptions } from '../../man/index.ts'
import type { PageCompiler, PageCompilerOptions } from './compile-page.ts'

/** A compiler and its options, as plain data that can be sent to a thread. */
export type CompileJob =
  | {
      readonly kind: 'manual'
      readonly options: Omit<PageCompilerOptions, 'remarkPlugins'>
      /** Path of the configuration with the plugins, since functions cannot be sent. */
      readonly plugins?: string
    }
  | { readonly kind: 'any'; readonly options: HeaderOptions }

/** Load the compiler on demand: loading takes longer than recognizing 1,000 unchanged pages. */
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
