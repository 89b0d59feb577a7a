/**
 * A Vitest plugin that runs pages: every example is a test, and a failure points into the page.
 *
 * The engine and the judge are those of `manproof test`.
 *
 * @packageDocumentation
 * @example
 * One Vitest project for each of two targets:
 *
 * ```ts norun="a configuration"
 * import { simTarget } from 'manproof/config'
 * import { manproofProjects } from 'manproof/vitest'
 * import { defineConfig } from 'vitest/config'
 *
 * const targets = [simTarget('rfc-v2'), simTarget('linux-6.18')]
 * const projects = manproofProjects({ targets })
 * export default defineConfig({ test: { projects } })
 * ```
 */
export { type ManproofOptions, manproofPlugin } from './manproof-plugin.ts'
export {
  type ManproofProject,
  manproofProjects,
  type ProjectsOptions,
} from './manproof-projects.ts'
