import type { CallName } from '../call-shapes.ts'
import type { SignalInfo } from '../port.ts'

/** A call that an actor has not answered. */
export interface PendingCall {
  readonly id: number
  readonly process: string
  readonly call: CallName
  /** Milliseconds on the world's clock. */
  readonly since: number
  promise?: Promise<unknown>
  settled: boolean
  /** Its number on the wire, once sent. */
  request?: number
  /** The kernel function that it sleeps in, once seen there. */
  waitsFor?: string
  /** State of its task there, as in /proc: `S` where a signal ends the sleep, `D` where none does. */
  state?: string
  /** It slept while a handler ran, whether or not it was seen. */
  woken?: true
}

/** What the adapter knows of one actor. */
export interface ActorState {
  /** Its number on the wire. */
  readonly number: number
  readonly name: string
  pid: number
  /** Signal that ended it; SIGKILL also stands for an exit, after which nothing can be called. */
  dead?: string
  /** Resolved by its first word: empty, or the errno name of what it could not become. */
  readonly began: Promise<string>
  readonly begin: (trouble: string) => void
  readonly collected: SignalInfo[]
  readonly calls: PendingCall[]
  /** Told the number of the next descriptor that is passed to it; `undefined`: it is gone. */
  readonly receivers: ((fd: number | undefined) => void)[]
}

/** An actor that has not spoken yet. */
export function createActor(number: number, name: string): ActorState {
  let begin: (trouble: string) => void = () => {}
  const began = new Promise<string>((resolve) => {
    begin = resolve
  })
  return { number, name, pid: 0, began, begin, collected: [], calls: [], receivers: [] }
}
