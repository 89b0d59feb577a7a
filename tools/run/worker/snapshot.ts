import {
  getOwnPropertyDescriptor,
  getPrototypeOf,
  hasOwn,
  isExtensible,
  ownKeys,
  sliceOf,
  toText,
} from './originals.ts'

/** State of an object, with a readable name. */
interface Entry {
  readonly name: string
  readonly object: object
  readonly keys: readonly PropertyKey[]
  /** By key; `undefined` if it cannot change. */
  readonly properties: readonly (PropertyDescriptor | undefined)[]
  readonly parent: object | null
  readonly isExtensible: boolean
}

/** State of all reachable objects. */
export type Snapshot = readonly Entry[]

/**
 * Take a snapshot of objects and of everything reachable by properties and prototypes.
 *
 * Objects that are only called or read are frozen, so they need no comparison later.
 *
 * @param roots
 *   Objects with their names; members of an object with an empty name go by their own.
 * @param isLeft
 *   Selects objects that change on their own.
 */
export function takeSnapshot(
  roots: readonly (readonly [name: string, object: unknown])[],
  isLeft: (object: object) => boolean,
): Snapshot {
  const entries: Entry[] = []
  const seen = new Set()
  const queue = [...roots]
  const parents: [string, unknown][] = []
  // Breadth first, prototypes last: an object goes by its shortest name.
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
 * Compare objects with their snapshot; uses nothing that an example could have changed.
 *
 * @param onChange
 *   Called with the name of each changed property.
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

// Members that a descriptor lacks come from `Object.prototype`; a change there is found too.
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

/** Whether a property cannot change. */
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

/** Whether an object is only used as is: a function but not a class, or a table of constants. */
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
