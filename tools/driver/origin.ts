import type { Trace } from './port.ts'

const key = Symbol.for('manproof.origin')

/** The line of a trace that records a call. */
export interface Origin {
  readonly id: number | string
  readonly trace: Trace
}

/** Record the origin of the promise of a call. */
export function setOrigin(call: Promise<unknown>, origin: Origin): void {
  void Object.defineProperty(call, key, { value: origin })
}

/** Origin of a promise; undefined if it is not the promise of a call that was made. */
export function originOf(call: Promise<unknown>): Origin | undefined {
  return Reflect.get(call, key) as Origin | undefined
}
