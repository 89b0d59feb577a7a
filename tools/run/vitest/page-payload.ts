import type { Place, Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import type { Program } from '../program/prepare-example.ts'
import type { RunnerOptions } from '../supervise/runner.ts'

/** JSON that a page's test module passes to the runtime. */
export interface PagePayload {
  /** Absolute path of the page. */
  readonly file: string
  /** The same, relative to `cwd`. */
  readonly path: string
  readonly cwd: string
  readonly target: Target
  readonly options: Omit<RunnerOptions, 'signal'>
  readonly examples: readonly { readonly example: Example; readonly program: Program }[]
  /** Errors of the page itself. */
  readonly problems: readonly PageProblem[]
}

/** A message on the page. */
export interface PageProblem {
  readonly ruleId: string
  readonly reason: string
  readonly place: Place
}
