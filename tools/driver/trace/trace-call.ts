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
  /** As in the line. */
  readonly id: number | string
  /** The line has no id of its own, which only `spawn` may lack: nothing is told of it. */
  readonly silent?: true
  /** Name of the process that makes it; absent for calls of the world. */
  readonly process?: string
  /** Name of the call; a process has system calls and `spawn`, the world has the others. */
  readonly call: CallName | WorldCallName
  /** Its arguments, checked. */
  readonly args: readonly unknown[]
  /** Name that its result gets. */
  readonly as?: string
  /** Whether the replay goes on while the call is blocked. */
  readonly async: boolean
  /** 1-based line of the text. */
  readonly line: number
}

/** A trace that was read without a problem. */
export interface ReadTrace {
  /** What `openWorld` takes. */
  readonly world: WorldOptions
  /** In the order of the text. */
  readonly calls: readonly TraceCall[]
}
