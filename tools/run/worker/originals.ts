import process from 'node:process'
import timers from 'node:timers'
import util from 'node:util'
import vm from 'node:vm'

// Built-ins as they are before any example runs. Code that observes examples and reports on them
// uses these: an example that changes a built-in must not change its own verdict. Constants
// and not imports, because `syncBuiltinESMExports` changes imports.

export const apply: typeof Reflect.apply = Reflect.apply
export const defineProperty: typeof Reflect.defineProperty = Reflect.defineProperty
export const deleteProperty: typeof Reflect.deleteProperty = Reflect.deleteProperty
export const get: typeof Reflect.get = Reflect.get
export const getOwnPropertyDescriptor: typeof Reflect.getOwnPropertyDescriptor =
  Reflect.getOwnPropertyDescriptor
export const getPrototypeOf: typeof Reflect.getPrototypeOf = Reflect.getPrototypeOf
export const isExtensible: typeof Reflect.isExtensible = Reflect.isExtensible
export const ownKeys: typeof Reflect.ownKeys = Reflect.ownKeys
export const hasOwn: typeof Object.hasOwn = Object.hasOwn
export const isArray: typeof Array.isArray = Array.isArray
export const parse: typeof JSON.parse = JSON.parse
export const stringify: typeof JSON.stringify = JSON.stringify
export const isFiniteNumber: typeof Number.isFinite = Number.isFinite
export const add: typeof Atomics.add = Atomics.add
export const load: typeof Atomics.load = Atomics.load
export const store: typeof Atomics.store = Atomics.store
export const clearTimeout: typeof timers.clearTimeout = timers.clearTimeout
export const setImmediate: typeof timers.setImmediate = timers.setImmediate
export const setTimeout: typeof timers.setTimeout = timers.setTimeout
export const inspect: typeof util.inspect = util.inspect
export const isPromise: typeof util.types.isPromise = util.types.isPromise
export const Script: typeof vm.Script = vm.Script
export const OwnPromise: PromiseConstructor = Promise
export const toText: StringConstructor = String
export const exit: (code?: number) => never = process.exit.bind(process)
export const now: typeof Date.now = Date.now
export const round: typeof Math.round = Math.round

const { then } = Promise.prototype
const { exec } = RegExp.prototype
const { slice, indexOf } = String.prototype

/** Call the native `then` of a promise, whether or not it has its own. */
export function thenOf(
  promise: unknown,
  onDone: (value: unknown) => void,
  onError: (error: unknown) => void,
): void {
  apply(then, promise, [onDone, onError])
}

/** Check whether a promise has a `then` of its own. */
export function hasOwnThen(promise: object): boolean {
  return get(promise, 'then') !== then && getPrototypeOf(promise) !== OwnPromise.prototype
}

/** List the items of a set that keeps its methods, without an iterator. */
export function itemsOf<Item>(set: ReadonlySet<Item>): Item[] {
  const items: Item[] = []
  set.forEach((item) => {
    items[items.length] = item
  })
  return items
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

/** Copy the methods of its class to an object, so that a changed prototype does not matter. */
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
