import { type Draft, needProcess } from './draft.ts'
import type { Errno } from './errno.ts'
import type { Alternative, Value } from './outcome.ts'
import type { ProcessState, Table, Wait } from './state.ts'

export interface Context {
  readonly draft: Draft
  readonly process: string
  readonly call: string
  readonly args: readonly unknown[]
  /** Stage to resume in; `''` at first. */
  readonly stage: string
  readonly vars: Table<Value>
  /** The wait that just ended. */
  readonly wait: Wait | undefined
  readonly interrupted: boolean
}

/** The call falls asleep and will resume in `stage`. */
export interface Sleep {
  readonly stage: string
  readonly wait: Wait
  readonly vars?: Table<Value>
  readonly ofd?: number
  readonly writes?: number
}

/** Result of a stage. */
export type Reply =
  | { readonly value: Value; readonly oneOf?: readonly Alternative[] }
  | { readonly code: Errno; readonly oneOf?: readonly Alternative[] }
  | { readonly sleep: Sleep }
  /** The process ended: nothing returns. */
  | { readonly gone: true }
  | { readonly unsupported: string; readonly reason: string }

export type Handler = (context: Context) => Reply

/** The process that makes the call. */
export function caller({ draft, process }: Context): ProcessState {
  return needProcess(draft.state, process)
}
