import process from 'node:process'
import timers from 'node:timers'
import util from 'node:util'
import vm from 'node:vm'

// Built-ins as they are before any example runs. What looks at an example, converts what it sees and
// sends it goes through these: an example that changes a built-in must not change its own verdict.
// Constants and no imports, because `syncBuiltinESMExports` changes what was imported.

export const {
  apply,
  defineProperty,
  deleteProperty,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isExtensible,
  ownKeys,
} = Reflect
export const { hasOwn, is } = Object
export const { parse, stringify } = JSON
export const { isFinite: isFiniteNumber } = Number
export const { add, load, store } = Atomics
export const { clearTimeout, setImmediate, setTimeout } = timers
export const { inspect } = util
export const { isPromise } = util.types
export const { Script } = vm
export const OwnPromise: PromiseConstructor = Promise
export const toText: StringConstructor = String
export const exit: (code?: number) => never = process.exit.bind(process)
export const { now } = Date
export const { round } = Math

const { then } = Promise.prototype
const { exec } = RegExp.prototype
const { slice, indexOf } = String.prototype

/** Call `then` of a promise of the language, whatever its own says. */
export function thenOf(
  promise: unknown,
  onDone: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  apply(then, promise, [onDone, onError])
}

/** Tell whether a promise has a `then` of its own kind. */
export function hasOwnThen(promise: object): boolean {
  return get(promise, 'then') !== then && getPrototypeOf(promise) !== OwnPromise.prototype
}

export function matches(pattern: RegExp, text: string): boolean {
  return apply(exec, pattern, [text]) !== null
}

export function sliceOf(text: string, start: number, end?: number): string {
  return apply(slice, text, [start, end])
}

export function indexIn(text: string, part: string): number {
  return apply(indexOf, text, [part])
}

/** Give an object the methods of its class as its own, so that a changed prototype does not matter. */
export function keepMethods<Kept extends object>(object: Kept): Kept {
  for (let from = getPrototypeOf(object); from && from !== Object.prototype; ) {
    for (const key of ownKeys(from)) {
      const { value } = getOwnPropertyDescriptor(from, key) ?? {}
      if (typeof value !== 'function' || key === 'constructor' || hasOwn(object, key)) continue
      defineProperty(object, key, { value })
    }
    from = getPrototypeOf(from)
  }
  return object
}
