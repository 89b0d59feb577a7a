import type { CallId, Settings } from '../model/index.ts'

/**
 * One call of a scenario.
 *
 * An argument `{$: name}` is the result of the call that carries `as: name`; `{$pid: process}` is
 * a process id. Besides system calls there are `spawn`, `set`, `advance` and `settle`.
 */
export interface ScenarioCall {
  readonly id: CallId
  /** Absent for `set`, `advance` and `settle`. */
  readonly process?: string
  readonly call: string
  readonly args: readonly unknown[]
  /** Name of the result. */
  readonly as?: string
  /** The process goes on while the call sleeps: a thread of its own makes it. */
  readonly async?: boolean
}

/** What processes do in a world, in the order in which somebody once wrote it down. */
export interface Scenario {
  readonly world: Settings
  readonly calls: readonly ScenarioCall[]
}
