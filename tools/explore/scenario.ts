import type { CallId, Settings } from '../model/index.ts'

/**
 * One call of a scenario.
 *
 * An argument `{$: name}` is the result of the call with `as: name`; `{$pid: process}` is a process
 * id. In addition to system calls, there are `spawn`, `set`, `advance` and `settle`.
 */
export interface ScenarioCall {
  readonly id: CallId
  /** Absent for `set`, `advance` and `settle`. */
  readonly process?: string
  readonly call: string
  readonly args: readonly unknown[]
  /** Name of the result. */
  readonly as?: string
  /** Whether the process continues while the call sleeps, which takes a thread of its own. */
  readonly async?: boolean
}

/** The calls of processes in a world, in the order of the text. */
export interface Scenario {
  readonly world: Settings
  readonly calls: readonly ScenarioCall[]
}
