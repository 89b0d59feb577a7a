import type { CallName } from '../call-shapes.ts'
import type { WorldOptions } from '../port.ts'

/** Calls of a trace that are not system calls: `spawn` has a process, the others have none. */
export type WorldCallName = 'spawn' | 'advance' | 'settle' | 'set'

/** `$name`: the result of the call that carries `as: name`. */
export interface NameReference {
  readonly $: string
}

/** `$B.pid`: the process id of `B`. */
export interface PidReference {
  readonly $pid: string
}

/** One call of a trace; constants are numbers already, names are still references. */
export interface TraceCall {
  readonly id: number | string
  /** The line has no id of its own, which only `spawn` may lack: nothing is told of it. */
  readonly silent?: true
  readonly process?: string
  readonly call: CallName | WorldCallName
  readonly args: readonly unknown[]
  readonly as?: string
  readonly async: boolean
  /** 1-based line of the text. */
  readonly line: number
}

/** A trace that was read without a problem. */
export interface ReadTrace {
  readonly world: WorldOptions
  readonly calls: readonly TraceCall[]
}
