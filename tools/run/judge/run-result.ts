import type { Trace } from '../../evidence/index.ts'
import type { Outcome, Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import type { Fault } from './fault.ts'

/** Why a run did not happen. */
export interface Skip {
  /**
   * `norun`: the example is only type-checked; `targets`: its label excludes the target; `missing`:
   * the target lacks what the labels require; `unsupported`: so does it for a call during the run;
   * `elsewhere`: the example opened worlds of other targets only; `unavailable`: the target cannot
   * be used here; `aborted`: the run was stopped.
   */
  readonly kind:
    | 'norun'
    | 'targets'
    | 'missing'
    | 'unsupported'
    | 'elsewhere'
    | 'unavailable'
    | 'aborted'
  readonly reason: string
}

/** Trace of one world of a run. */
export interface RunTrace extends Trace {
  /** Ids of calls during which their process made others, if the driver reports it. */
  readonly threaded: readonly unknown[]
  /** Per expectation, ids of the calls whose outcome it states; several in a loop. */
  readonly calls: readonly (readonly unknown[])[]
}

/** One example on one target: outcomes as data, and the judgement. */
export interface RunResult {
  /** Path of the page. */
  readonly path: string
  readonly example: Example
  readonly target: Target
  readonly status: 'passed' | 'failed' | 'skipped'
  readonly skip?: Skip
  /** Outcome of each expectation; `undefined` if it was not reached. */
  readonly outcomes: readonly (Outcome | undefined)[]
  /** Faults in page order; not empty if and only if `failed`. */
  readonly faults: readonly Fault[]
  /** Kernel release, or what the profile stands for; empty if the target is unavailable. */
  readonly release: string
  readonly fs: string
  /** What the example wrote to the console. */
  readonly output: string
  readonly durationMs: number
  /** Traces of its worlds, in the order in which they ended. */
  readonly traces: readonly RunTrace[]
}
