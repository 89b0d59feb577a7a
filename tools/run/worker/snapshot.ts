import {
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isExtensible,
  ownKeys,
  sliceOf,
  toText,
} from './originals.ts'

/** An object as it was, with a name for people. */
interface Entry {
  readonly name: string
  readonly object: object
  readonly keys: readonly PropertyKey[]
  /** By key; undefined where nobody can change it. */
  readonly properties: readonly (PropertyDescriptor | undefined)[]
  readonly parent: object | null
  readonly isExtensible: boolean
}

/** All objects that can be reached, as they were. */
export type Snapshot = readonly Entry[]

/**
 * Take a snapshot of objects and of everything that can be reached from them by properties and prototypes.
 *
 * What is only called or read is frozen, so that it needs no later look.
 *
 * @param roots
 *   Objects with their names; those of an empty name are known by their members' names.
 * @param isLeft
 *   Tells which objects change by themselves.
 */
export function takeSnapshot(
  roots: readonly (readonly [name: string, object: unknown])[],
  isLeft: (object: object) => boolean,
): Snapshot {
  const entries: Entry[] = []
  const seen = new Set()
  const queue = [...roots]
  const parents: [string, unknown][] = []
  // Breadth first: an object is known by its shortest name, and as a prototype only in the end.
  for (let next = queue.shift() ?? parents.shift(); next; next = queue.shift() ?? parents.shift()) {
    const [name, object] = next
    if (!isObject(object) || seen.has(object)) continue
    seen.add(object)
    if (isLeft(object)) continue
    if (isPlain(object)) freeze(object)
    const entry = entryOf(name, object)
    if (!Object.isFrozen(object)) entries.push(entry)
    queue.push(...entry.keys.flatMap((key) => membersOf(entry, key)))
    parents.push([`prototype of ${name}`, entry.parent])
  }
  return entries
}

/**
 * Compare objects with their snapshot; looks up nothing that an example could have changed.
 *
 * @param onChange
 *   Called with the name of each property that is not what it was.
 */
export function compareSnapshot(snapshot: Snapshot, onChange: (name: string) => void): void {
  for (let index = 0; index < snapshot.length; index += 1) {
    compareEntry(snapshot[index] as Entry, onChange)
  }
}

function compareEntry(entry: Entry, onChange: (name: string) => void): void {
  const { name, object, keys, properties } = entry
  if (getPrototypeOf(object) !== entry.parent) onChange(`prototype of ${name}`)
  if (isExtensible(object) !== entry.isExtensible) onChange(name)
  for (let index = 0; index < keys.length; index += 1) {
    const key = keys[index] as PropertyKey
    const was = properties[index]
    if (was === undefined) continue
    const now = getOwnPropertyDescriptor(object, key)
    if (now === undefined || !isSame(was, now)) onChange(memberName(name, key))
  }
  const present = ownKeys(object)
  if (present.length === keys.length) return
  for (let index = 0; index < present.length; index += 1) {
    const key = present[index] as PropertyKey
    if (!includes(keys, key)) onChange(memberName(name, key))
  }
}

// What a descriptor lacks is looked up in `Object.prototype`. Who puts it there has changed that.
function isSame(was: PropertyDescriptor, now: PropertyDescriptor): boolean {
  return (
    now.get === was.get &&
    now.set === was.set &&
    now.value === was.value &&
    now.writable === was.writable &&
    now.enumerable === was.enumerable &&
    now.configurable === was.configurable
  )
}

/** Nobody can change it. */
function isFixed(property: PropertyDescriptor): boolean {
  return (
    property.configurable === false && (!hasOwn(property, 'value') || property.writable === false)
  )
}

function includes(keys: readonly PropertyKey[], key: PropertyKey): boolean {
  for (let index = 0; index < keys.length; index += 1) if (keys[index] === key) return true
  return false
}

function memberName(name: string, key: PropertyKey): string {
  // Without the word `Symbol` and its parenthesis.
  if (typeof key === 'symbol') return `${name}[${sliceOf(toText(key), 7, -1)}]`
  return name === '' ? toText(key) : `${name}.${toText(key)}`
}

function entryOf(name: string, object: object): Entry {
  const keys = ownKeys(object)
  const properties = keys.map((key) => {
    const property = getOwnPropertyDescriptor(object, key)
    return property && isFixed(property) ? undefined : property
  })
  const parent = getPrototypeOf(object)
  return { name, object, keys, properties, parent, isExtensible: isExtensible(object) }
}

function membersOf({ name, object }: Entry, key: PropertyKey): [string, unknown][] {
  const { value, get, set } = getOwnPropertyDescriptor(object, key) ?? {}
  return [value, get, set].filter(isObject).map((member) => [memberName(name, key), member])
}

/** Tells what nobody inherits from or writes to: functions that are no classes, tables of constants. */
function isPlain(object: object): boolean {
  if (typeof object !== 'function') return isTable(object)
  const prototype: unknown = getOwnPropertyDescriptor(object, 'prototype')?.value
  if (!isObject(prototype)) return true
  return getPrototypeOf(prototype) === Object.prototype && ownKeys(prototype).length === 1
}

function isTable(object: object): boolean {
  const properties = Object.values(Object.getOwnPropertyDescriptors(object))
  const values = properties.map(({ value }) => value as unknown)
  return values.length > 2 && values.every((value) => /number|string/.test(typeof value))
}

function freeze(object: object): void {
  const prototype: unknown = getOwnPropertyDescriptor(object, 'prototype')?.value
  if (isObject(prototype)) Object.freeze(prototype)
  Object.freeze(object)
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function'
}
