import { AsyncLocalStorage } from 'node:async_hooks'
import type { RunTrace } from '../judge/run-result.ts'
import type { AnyDriver, AnyWorld } from './driver.ts'
import { keepMethods } from './originals.ts'
import type { RunRequest } from './protocol.ts'

/** A run in progress, or one that has ended and can still cause late errors. */
export interface CurrentRun {
  readonly request: RunRequest
  /** Opened before the program starts. */
  driver?: AnyDriver
  /** Memory shared with the supervisor; see `Tools`. */
  readonly progress: Int32Array
  readonly at: Int32Array
  /** Open worlds. */
  readonly worlds: Set<AnyWorld>
  readonly timers: Set<NodeJS.Timeout>
  /** Names of the targets whose worlds it opened. */
  readonly opened: Set<string>
  fs: string
  /** Calls that expectations observed; `trace` is the object of the call's world. */
  readonly looks: { readonly expectation: number; readonly trace: unknown; readonly id: unknown }[]
  /** Traces of the worlds that have ended. */
  readonly traces: RunTrace[]
  output: string
  ended: boolean
}

/** Carries only a token, because every promise of an example exposes it. */
const tokens = keepMethods(new AsyncLocalStorage<object>())
const runs = keepMethods(new WeakMap<object, CurrentRun>())

/** Follows a run through everything that it starts, to attribute late errors. */
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
