import type { CallName } from '../call-shapes.ts'
import type { SignalInfo } from '../port.ts'

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
  /** Kernel function in which it was seen to sleep. */
  waitsFor?: string
  /** State of its task there, as in /proc: `S` if a signal ends the sleep, else `D`. */
  state?: string
  /** It slept while a handler ran, even if that was not seen. */
  woken?: true
}

export interface ActorState {
  /** Its number on the wire. */
  readonly number: number
  readonly name: string
  pid: number
  /** Signal that killed it; SIGKILL also after an exit. */
  dead?: string
  /** Resolves with its first message: empty, or the errno that kept it from becoming its user. */
  readonly began: Promise<string>
  readonly begin: (trouble: string) => void
  readonly collected: SignalInfo[]
  readonly calls: PendingCall[]
  /** Called with the next descriptor passed to it; `undefined`: it has ended. */
  readonly receivers: ((fd: number | undefined) => void)[]
}

/** An actor that has not sent anything yet. */
export function createActor(number: number, name: string): ActorState {
  let begin: (trouble: string) => void = () => {}
  const began = new Promise<string>((resolve) => {
    begin = resolve
  })
  return { number, name, pid: 0, began, begin, collected: [], calls: [], receivers: [] }
}
