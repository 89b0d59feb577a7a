import {
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  is,
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
  readonly properties: readonly PropertyDescriptor[]
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
    queue.push(...entry.keys.flatMap((key, index) => membersOf(name, key, entry.properties[index])))
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
    const was = properties[index] as PropertyDescriptor
    if (isFixed(was)) continue
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

function isSame(was: PropertyDescriptor, now: PropertyDescriptor): boolean {
  if (was.enumerable !== now.enumerable || was.configurable !== now.configurable) return false
  if (hasOwn(was, 'value') !== hasOwn(now, 'value')) return false
  if (hasOwn(was, 'value')) return was.writable === now.writable && is(was.value, now.value)
  return was.get === now.get && was.set === now.set
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
  const properties = keys.map((key) => getOwnPropertyDescriptor(object, key) ?? {})
  const parent = getPrototypeOf(object)
  return { name, object, keys, properties, parent, isExtensible: isExtensible(object) }
}

function membersOf(
  name: string,
  key: PropertyKey,
  property: PropertyDescriptor = {},
): [string, unknown][] {
  const member = memberName(name, key)
  const { value, get, set } = property
  return [value, get, set].filter(isObject).map((object) => [member, object])
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
