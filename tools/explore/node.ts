import type { State, Value } from '../model/index.ts'

/** What has become of a call. */
export type CallRecord =
  | { readonly status: 'asleep'; readonly since: number }
  | {
      readonly status: 'done'
      /** `0`, `EAGAIN`, `killed SIGIO`, `ok` for a handle; with `blocks, then` or `after 45 s:`. */
      readonly outcome: string
      /** Result, where there is one. */
      readonly value?: Value
    }

/** A state of the search: the machine, and how far each process has come. */
export interface Node {
  readonly state: State
  /** Position of each actor in its list of calls. */
  readonly next: readonly number[]
  /** By index of the plan; undefined: not made. */
  readonly calls: readonly (CallRecord | undefined)[]
}
