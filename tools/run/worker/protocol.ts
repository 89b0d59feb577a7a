import type { MessagePort } from 'node:worker_threads'
import type { Outcome, Target } from '../../outcome/index.ts'
import type { RunTrace } from '../judge/run-result.ts'
import type { Probe } from './driver.ts'

/** What the supervisor asks of a worker. */
export type Request =
  | { readonly type: 'probe'; readonly id: number; readonly target: Target }
  | RunRequest
  /** Give up on the running example: dispose its worlds, then say so. */
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
  /** File system that `openWorld` takes where the example asks for none. */
  readonly fs: string
  /** Word of the `fs` label, which may stand for `fs`. */
  readonly asked: string
  /** Milliseconds that a blocked call may be waited for. */
  readonly waitMs: number
  /** Per expectation: whether its claim for this target is a JSON object or list. */
  readonly json: readonly boolean[]
}

/** An error as it travels between threads. */
export interface Thrown {
  readonly name: string
  readonly message: string
  readonly code?: string
  readonly errno?: number
  readonly syscall?: string
  readonly stack?: string
  /** False where the thrown value was no error; then `message` is its text. */
  readonly isError: boolean
  /** Why the value cannot be shown; then there is no text. */
  readonly unshown?: string
}

/** What an example has left behind in its thread. */
export interface Leftovers {
  /** Names of built-ins that are not what they were, a line each. */
  readonly changed: string
  /** The thread is not what it was: no other example may run in it. */
  readonly isSpent: boolean
}

/** What a worker says. */
export type Reply =
  | { readonly type: 'ready' }
  | { readonly type: 'probed'; readonly id: number; readonly probe: Probe }
  | {
      readonly type: 'observed'
      readonly id: number
      readonly index: number
      readonly outcome: Outcome
      /** What a call that is blocked waits for, or why its value cannot be shown. */
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
  /** An error that nobody caught; `id` says which run it came from, which may have ended. */
  | { readonly type: 'late'; readonly id: number; readonly error: Thrown }
  | { readonly type: 'abandoned' }

/** Slots of the shared progress buffer, an `Int32Array` that no example can reach. */
export const slots = {
  /** Counts up while the worker's event loop turns. */
  beat: 0,
  /** Id of the run that was last finished. */
  done: 1,
  /** Megabytes that the worker holds, as it last saw itself. */
  megabytes: 2,
  /** Worlds that wait for others on this machine: time that is not the example's. */
  waits: 3,
  /** Id of the run of whose values one is being converted; 0 for none. */
  showing: 4,
  /** Offset of the statement that was reached before that. */
  shownAt: 5,
  /** Id of the run that was last begun: its driver is loaded, and its program starts. */
  begun: 6,
  length: 7,
} as const

/** What a thread is given at its start. */
export interface Tools {
  /** See `slots`. */
  readonly progress: SharedArrayBuffer
  /** One number, the offset of the last statement reached; the example's to write. */
  readonly at: SharedArrayBuffer
  /** Where requests come from and replies go, past the port that examples know. */
  readonly port: MessagePort
}
