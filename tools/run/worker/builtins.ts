import { EventEmitter } from 'node:events'
import { createRequire } from 'node:module'
import process from 'node:process'
import util from 'node:util'
import {
  apply,
  deleteProperty,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  indexIn,
  keepMethods,
  ownKeys,
  toText,
} from './originals.ts'
import type { Leftovers } from './protocol.ts'
import { compareSnapshot, takeSnapshot } from './snapshot.ts'

/** Names to list; beyond that, a whole object was changed. */
const mostNames = 5

const require = createRequire(import.meta.url)
/** Modules that the engine and drivers use. */
const modules = [
  'async_hooks',
  'buffer',
  'child_process',
  'events',
  'fs',
  'fs/promises',
  'module',
  'net',
  'os',
  'path',
  'process',
  'timers',
  'timers/promises',
  'url',
  'util',
  'vm',
  'worker_threads',
].map((name): [string, object] => [name, require(`node:${name}`)])
// Some members are created on first access, together with others.
for (const [name, object] of [['', globalThis] as const, ...modules]) {
  for (const key of name === 'process' ? [] : ownKeys(object)) get(object, key)
}

/**
 * Remember all built-ins as they are now.
 *
 * @param listener
 *   Listener of `process` on `events`; each example must leave it in place.
 * @returns
 *   Function that deletes new globals and returns what else an example left behind.
 */
export function openBuiltins(
  listener: (error: unknown) => void,
  events: readonly string[],
): () => Leftovers {
  const { stdout, env } = process
  const { _cache, _pathCache } = require('node:module')
  const left = new Set<unknown>([
    env,
    get(process, 'moduleLoadList'),
    get(process, '_events'),
    _cache,
    _pathCache,
  ])
  const snapshot = takeSnapshot(
    [['', globalThis], ...modules, ...hidden(stdout)],
    (object) => left.has(object) || isStateful(object),
  )
  const known = keepMethods(new Set<PropertyKey>(ownKeys(globalThis)))
  const variables = textOf(env)
  const listenersOf = process.rawListeners

  /** Delete new globals; returns the names of the others, each between line feeds. */
  function forgetGlobals(): string {
    let stuck = '\n'
    const present = ownKeys(globalThis)
    for (let index = 0; index < present.length; index += 1) {
      const key = present[index] as PropertyKey
      if (known.has(key) || deleteProperty(globalThis, key)) continue
      stuck += `${typeof key === 'symbol' ? '' : key}\n`
    }
    return stuck
  }

  return () => {
    const stuck = forgetGlobals()
    let changed = ''
    let count = 0
    let isSpent = stuck !== '\n' || textOf(env) !== variables
    const note = (name: string): void => {
      // Drivers listen to other events.
      if (indexIn(name, 'process._events') === 0) return
      isSpent = true
      if (isOwn(name) || indexIn(stuck, `\n${name}\n`) >= 0) return
      count += 1
      if (count <= mostNames) changed += `${changed === '' ? '' : '\n'}${name}`
    }
    compareSnapshot(snapshot, note)
    for (let index = 0; index < events.length; index += 1) {
      const event = events[index] ?? ''
      const list = apply(listenersOf, process, [event]) as unknown[]
      if (!holds(list, listener)) note(`process.on('${event}')`)
      // An example can add listeners, at the cost of its thread.
      if (list.length !== 1) isSpent = true
    }
    if (getOwnPropertyDescriptor(stdout, 'write') !== undefined) note('process.stdout.write')
    return { changed, isSpent }
  }
}

/** Objects that no property refers to. */
function hidden(stdout: object): [string, unknown][] {
  const iterators = {
    ArrayIterator: [].values(),
    MapIterator: new Map().values(),
    SetIterator: new Set().values(),
    StringIterator: ''[Symbol.iterator](),
    RegExpStringIterator: ''.matchAll(/x/g),
    Generator: (function* () {})(),
    AsyncGenerator: (async function* () {})(),
  }
  const functions = { AsyncFunction: async () => undefined, GeneratorFunction: function* () {} }
  return [
    ...Object.entries(iterators).map(([name, one]) => [`${name}.prototype`, getPrototypeOf(one)]),
    ...Object.entries(functions).map(([name, one]) => [`${name}.prototype`, getPrototypeOf(one)]),
    ['process.stdout', getPrototypeOf(stdout)],
    ['util.inspect.defaultOptions', util.inspect.defaultOptions],
  ] as [string, unknown][]
}

/** Whether an object changes on its own, as streams do; `process` changes only in its listeners. */
function isStateful(object: object): boolean {
  const isPrototype = Object.hasOwn(object, 'constructor')
  return object instanceof EventEmitter && object !== process && !isPrototype
}

/** Whether an example can make a change at the cost of its thread alone. */
function isOwn(name: string): boolean {
  return name === 'Error.stackTraceLimit' || name === 'Error.prepareStackTrace'
}

function holds(list: readonly unknown[], wanted: unknown): boolean {
  const { length } = list
  for (let index = 0; index < length; index += 1) if (get(list, index) === wanted) return true
  return false
}

function textOf(env: NodeJS.ProcessEnv): string {
  let text = ''
  const keys = ownKeys(env)
  for (let index = 0; index < keys.length; index += 1) {
    const key = toText(keys[index])
    text += `${key}=${get(env, key)}\n`
  }
  return text
}
