import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vitest/config'
import type { Target } from '../../outcome/index.ts'
import { readProjectFile } from '../../project/index.ts'
import type { RunnerOptions } from '../supervise/runner.ts'
import { pageModule } from './page-module.ts'

/** Target and limits of the plugin. */
export interface ManproofOptions extends Omit<RunnerOptions, 'signal'> {
  /** Target on which the examples run. */
  readonly target: Target
  /** All targets of the manual, whose selectors pages can use; default: only `target`. */
  readonly targets?: readonly Target[]
}

/**
 * Make Vitest run Markdown pages, every example as a test named by its label.
 *
 * The engine is that of `manproof test`; a failure points into the page. Vitest 4.1.
 *
 * @param options
 *   Target and limits.
 * @returns
 *   Plugin for the `plugins` of a Vitest project that includes pages (`docs/*.md`).
 * @see manproof(1), section An example; Vitest 4.1, test.projects
 */
export function manproofPlugin(options: ManproofOptions): Plugin {
  const { target, targets = [target], ...limits } = options
  const here: string = import.meta.url
  const extension = here.slice(here.lastIndexOf('.'))
  const runtime = fileURLToPath(new URL(`./runtime${extension}`, here))
  let cwd = process.cwd()
  return {
    name: 'manproof',
    enforce: 'pre',
    configResolved(config) {
      cwd = config.root
    },
    async load(id) {
      const [file = id] = id.split('?', 1)
      if (!file.endsWith('.md')) return undefined
      const { readPage } = await import('./read-page.ts')
      const path = relative(cwd, file)
      const page = readProjectFile(cwd, file)
      if ('problem' in page) throw new Error(`Cannot read \`${path}\`: ${page.problem}`)
      const { examples, problems, quoted } = await readPage(path, { cwd, text: page.text, targets })
      for (const program of quoted) this.addWatchFile(program)
      const payload = { file, path, cwd, target, options: limits, examples, problems }
      return pageModule(payload, runtime)
    },
  }
}
