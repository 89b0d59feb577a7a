import type { CallName } from '../call-shapes.ts'
import type { WorldOptions } from '../port.ts'

/** Calls of a trace other than system calls; only `spawn` has a process. */
export type WorldCallName = 'spawn' | 'advance' | 'settle' | 'set'

/** `$name`: the result of the call that carries `as: name`. */
export interface NameReference {
  readonly $: string
}

/** `$B.pid`: the process id of `B`. */
export interface PidReference {
  readonly $pid: string
}

/** One call of a trace, with constants as numbers and names as references. */
export interface TraceCall {
  /** Id of the line. */
  readonly id: number | string
  /** The line has no id, which only `spawn` can omit, so the call has no output line. */
  readonly silent?: true
  /** Name of the calling process; absent for calls of the world. */
  readonly process?: string
  /** Name of the call. */
  readonly call: CallName | WorldCallName
  /** Checked arguments. */
  readonly args: readonly unknown[]
  /** Name of its result. */
  readonly as?: string
  /** Whether the replay continues while the call is blocked. */
  readonly async: boolean
  /** 1-based line of the text. */
  readonly line: number
}

/** A valid trace. */
export interface ReadTrace {
  /** Options for `openWorld`. */
  readonly world: WorldOptions
  /** In the order of the text. */
  readonly calls: readonly TraceCall[]
}
