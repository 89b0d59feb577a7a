import type { State, Value } from '../model/index.ts'
import type { CallOutcome } from './call-outcome.ts'

/** Progress of a call. */
export type CallRecord =
  | { readonly status: 'asleep'; readonly since: number }
  | {
      readonly status: 'done'
      readonly outcome: CallOutcome
      /** Result, if any. */
      readonly value?: Value
    }

/** A state of the search: the machine, and the position of each process. */
export interface Node {
  readonly state: State
  /** Position of each actor in its list of calls. */
  readonly next: readonly number[]
  /** By index of the plan; undefined: not made. */
  readonly calls: readonly (CallRecord | undefined)[]
}
