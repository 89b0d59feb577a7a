import type { Trace } from './port.ts'

const key = Symbol.for('manproof.origin')

/** Which line of which trace a call is. */
export interface Origin {
  readonly id: number | string
  readonly trace: Trace
}

/** Say of a call's promise which line it is, to those who hold the promise. */
export function setOrigin(call: Promise<unknown>, origin: Origin): void {
  void Object.defineProperty(call, key, { value: origin })
}

/** Which line a promise is; undefined where it is not that of a call, or the call was never made. */
export function originOf(call: Promise<unknown>): Origin | undefined {
  return Reflect.get(call, key) as Origin | undefined
}
