import type { MessagePort } from 'node:worker_threads'
import type { Outcome, Target } from '../../outcome/index.ts'
import type { RunTrace } from '../judge/run-result.ts'
import type { Probe } from './driver.ts'

/** Request of the supervisor to a worker. */
export type Request =
  | { readonly type: 'probe'; readonly id: number; readonly target: Target }
  | RunRequest
  /** Abandon the running example: dispose its worlds, then reply. */
  | { readonly type: 'abandon' }
  /** Wait for late errors, dispose everything, and exit. */
  | { readonly type: 'close' }

/** One run of one example on one target. */
export interface RunRequest {
  readonly type: 'run'
  readonly id: number
  readonly target: Target
  /** Compiled program. */
  readonly code: string
  /** Path of the page, for stacks. */
  readonly path: string
  /** Directory URL from which bare and relative imports resolve. */
  readonly base: string
  /** Default filesystem of `openWorld`. */
  readonly fs: string
  /** Value of the `fs` label, which can mean several filesystems. */
  readonly asked: string
  /** Milliseconds to wait for a blocked call. */
  readonly waitMs: number
  /** Per expectation: whether its claim for this target is a JSON object or list. */
  readonly json: readonly boolean[]
}

/** An error as it passes between threads. */
export interface Thrown {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly errno?: number
  readonly syscall?: string
  readonly stack?: string
  /** False if the thrown value is not an error; then `message` is its text. */
  readonly isError: boolean
  /** Why the value cannot be shown; then there is no text. */
  readonly unshown?: string
}

/** What an example has left behind in its thread. */
export interface Leftovers {
  /** Names of changed built-ins, one per line. */
  readonly changed: string
  /** The thread has changed: no other example can run in it. */
  readonly isSpent: boolean
}

/** Reply of a worker. */
export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'probed'; readonly id: number; readonly probe: Probe }
  | {
      readonly type: 'observed'
      readonly id: number
      readonly index: number
      readonly outcome: Outcome
      /** What a blocked call waits for, or why its value cannot be shown. */
      readonly note?: string
    }
  | {
      readonly type: 'done'
      readonly id: number
      readonly error?: Thrown
      /** Offset of the statement that was running. */
      readonly at: number
      readonly fs: string
      /** Names of the targets whose worlds the example opened. */
      readonly opened: readonly string[]
      readonly output: string
      readonly traces: readonly RunTrace[]
      readonly leftovers: Leftovers
    }
  /** An uncaught error; `id` is that of its run, which may have ended. */
  | { readonly type: 'late'; readonly id: number; readonly error: Thrown }
  | { readonly type: 'abandoned' }

/** Slots of the shared progress buffer, an `Int32Array` that no example can reach. */
export const slots = {
  /** Increases while the worker's event loop turns. */
  beat: 0,
  /** Id of the run that finished last. */
  done: 1,
  /** Megabytes that the worker holds, as it last measured. */
  megabytes: 2,
  /** Worlds that wait for others on this machine; that time does not count for the example. */
  waits: 3,
  /** Id of the run whose value is being converted; 0 for none. */
  showing: 4,
  /** Offset of the last statement reached before that. */
  shownAt: 5,
  /** Id of the run that began last: its driver is loaded, and its program starts. */
  begun: 6,
  length: 7,
} as const

/** Data that a thread gets at its start. */
export interface Tools {
  /** See `slots`. */
  readonly progress: SharedArrayBuffer
  /** One number: offset of the last statement reached; examples can write it. */
  readonly at: SharedArrayBuffer
  /** Carries requests and replies; examples know only another port. */
  readonly port: MessagePort
}
