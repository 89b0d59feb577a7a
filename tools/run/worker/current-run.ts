import { AsyncLocalStorage } from 'node:async_hooks'
import type { RunTrace } from '../judge/run-result.ts'
import type { AnyDriver, AnyWorld } from './driver.ts'
import { keepMethods } from './originals.ts'
import type { RunRequest } from './protocol.ts'

/** A run in progress, or one that has ended and may still cause late errors. */
export interface CurrentRun {
  readonly request: RunRequest
  /** Opened first of all; the program has one. */
  driver?: AnyDriver
  /** Memory that is shared with the supervisor; see `Tools`. */
  readonly progress: Int32Array
  readonly at: Int32Array
  /** Worlds that were opened and not disposed yet. */
  readonly worlds: Set<AnyWorld>
  readonly timers: Set<NodeJS.Timeout>
  /** Names of the targets whose worlds it opened; what it asked the harness for is its own target's. */
  readonly opened: Set<string>
  fs: string
  /** Which calls expectations have looked at; `trace` is the very one of the call's world. */
  readonly looks: { readonly expectation: number; readonly trace: unknown; readonly id: unknown }[]
  /** Of the worlds that have ended. */
  readonly traces: RunTrace[]
  output: string
  ended: boolean
}

/** Carries a token, since every promise of an example shows what it carries. */
const tokens = keepMethods(new AsyncLocalStorage<object>())
const runs = keepMethods(new WeakMap<object, CurrentRun>())

/** Carries the run through everything that it starts, so that a late error finds its example. */
export const currentRun: {
  getStore(): CurrentRun | undefined
  run<Result>(run: CurrentRun, start: () => Result): Result
} = Object.freeze({
  getStore: () => {
    const token = tokens.getStore()
    return token && runs.get(token)
  },
  run: <Result>(run: CurrentRun, start: () => Result): Result => {
    const token = Object.freeze({})
    runs.set(token, run)
    return tokens.run(token, start)
  },
})
