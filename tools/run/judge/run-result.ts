import type { Trace } from '../../evidence/index.ts'
import type { Outcome, Target } from '../../outcome/index.ts'
import type { Example } from '../../page/index.ts'
import type { Fault } from './fault.ts'

/** Why a run did not happen. */
export interface Skip {
  /**
   * `norun`: the example is only type-checked; `targets`: its label excludes the target; `missing`:
   * the target lacks what the labels ask for; `unsupported`: it said so during the run; `elsewhere`:
   * the worlds that the example opened were those of other targets, of which it told;
   * `unavailable`: the target cannot be used here; `aborted`: we were told to stop.
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

/** What happened in one world of a run. */
export interface RunTrace extends Trace {
  /** Ids of calls beside which their process made others, where the driver says it. */
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
  /** Outcome of each expectation; undefined where it was not reached. */
  readonly outcomes: readonly (Outcome | undefined)[]
  /** What is wrong, in the order of the page; not empty exactly if `failed`. */
  readonly faults: readonly Fault[]
  /** Kernel release, or what the profile stands for; empty if the target is unavailable. */
  readonly release: string
  readonly fs: string
  /** What the example wrote to the console. */
  readonly output: string
  readonly durationMs: number
  /** Of its worlds, in the order in which they ended. */
  readonly traces: readonly RunTrace[]
}
