import type { TestProjectInlineConfiguration } from 'vitest/config'
import { isReal, type Target } from '../../outcome/index.ts'
import { type ManproofOptions, manproofPlugin } from './manproof-plugin.ts'

/** Which pages run on which targets. */
export interface ProjectsOptions extends Omit<ManproofOptions, 'target' | 'targets'> {
  /** One project for each; pages can use the selectors of all. */
  readonly targets: readonly Target[]
  /** Globs of the pages, relative to the root; default `docs/*.md`. */
  readonly pages?: readonly string[]
}

/** An entry of Vitest's `test.projects`. */
export type ManproofProject = TestProjectInlineConfiguration

/**
 * Make one Vitest project per target, named after it, with the pages as test files.
 *
 * @param options
 *   Targets, pages and limits.
 * @returns
 *   Entries for `test.projects` of a Vitest configuration.
 * @see manproof(1), section An example; Vitest 4.1, test.projects
 */
export function manproofProjects(options: ProjectsOptions): ManproofProject[] {
  const { targets, pages = ['docs/*.md'], ...limits } = options
  return targets.map((target, index) => ({
    plugins: [manproofPlugin({ ...limits, target, targets })],
    test: {
      name: target.name,
      include: [...pages],
      // The engine isolates examples in threads of its own.
      pool: 'threads',
      isolate: false,
      // Pages on a real kernel take turns.
      ...(isReal(target) && {
        fileParallelism: false,
        sequence: { groupOrder: index + 1 },
      }),
    },
  }))
}
