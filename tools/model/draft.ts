import type { CallId } from './event.ts'
import type { Outcome } from './outcome.ts'
import { profiles } from './profiles/index.ts'
import type { Profile } from './profiles/profile.ts'
import type { State, Table } from './state.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type TableName = 'paths' | 'inodes' | 'ofds' | 'processes' | 'frames'
type ListName = 'maps' | 'pins' | 'records'
type Collection = TableName | ListName
type Entry<K extends Collection> = State[K] extends readonly (infer T)[]
  ? T
  : State[K] extends Table<infer T>
    ? T
    : never

/** A state under change: what is touched is copied once, the rest is shared with the old state. */
export interface Draft {
  readonly state: Mutable<State>
  /** Rules of the profile of the state. */
  readonly rules: Profile['rules']
  /** Collections and entries that this draft has copied already; few, so a list beats a set. */
  readonly owned: object[]
  /** What others see of the event: signals, deaths. */
  readonly effects: Outcome[]
  /** Call that is being made; leases and pins remember it. */
  cause: CallId | null
  /** Process that makes it. */
  caller: string
  /** Something was let go of while the call was at work. */
  unreaped: boolean
}

/** Spelled out: the fields of a state are many, and every step copies them. */
function copyState(state: State): Mutable<State> {
  return {
    profile: state.profile,
    fs: state.fs,
    now: state.now,
    leaseBreakTime: state.leaseBreakTime,
    leasesEnable: state.leasesEnable,
    paths: state.paths,
    inodes: state.inodes,
    ofds: state.ofds,
    processes: state.processes,
    maps: state.maps,
    pins: state.pins,
    records: state.records,
    frames: state.frames,
    sleepers: state.sleepers,
    next: state.next,
  }
}

/** Start to change a state. */
export function openDraft(state: State): Draft {
  return {
    state: copyState(state),
    rules: rulesOf(state),
    owned: [],
    effects: [],
    cause: null,
    caller: '',
    unreaped: false,
  }
}

/** Rules of the profile of a state. */
export function rulesOf(state: State): Profile['rules'] {
  return profiles[state.profile].rules
}

/** Entry of a collection, or undefined; names such as `constructor` are no entries. */
export function find<T>(table: Table<T> | readonly T[], key: number | string): T | undefined {
  const entry = (table as Table<T>)[key]
  if (entry === undefined || typeof key === 'number') return entry
  return Object.hasOwn(table, key) ? entry : undefined
}

/** Entry of a collection that must be there. */
export function need<T>(table: Table<T> | readonly T[], key: number | string): T {
  const entry = find(table, key)
  if (entry === undefined) {
    throw new Error(`Unexpected missing entry \`${key}\`, expected it to exist`)
  }
  return entry
}

type Copy = (old: object) => object

/** How to copy each collection and its entries. Apart, because a copier that meets one shape is fast. */
const copies: Readonly<Record<Collection, { readonly all: Copy; readonly entry: Copy }>> = {
  paths: { all: (old) => ({ ...old }), entry: (old) => old },
  inodes: { all: (old) => ({ ...old }), entry: (old) => ({ ...old }) },
  ofds: { all: (old) => ({ ...old }), entry: (old) => ({ ...old }) },
  processes: { all: (old) => ({ ...old }), entry: (old) => ({ ...old }) },
  frames: { all: (old) => ({ ...old }), entry: (old) => old },
  maps: { all: (old) => (old as object[]).slice(), entry: (old) => ({ ...old }) },
  pins: { all: (old) => (old as object[]).slice(), entry: (old) => ({ ...old }) },
  records: { all: (old) => (old as object[]).slice(), entry: (old) => ({ ...old }) },
}

function own<K extends Collection>(draft: Draft, name: K): Record<string | number, Entry<K>> {
  const old: object = draft.state[name]
  if (draft.owned.includes(old)) return old as Record<string | number, Entry<K>>
  const copy = copies[name].all(old)
  draft.owned.push(copy)
  ;(draft.state as Record<Collection, unknown>)[name] = copy
  return copy as Record<string | number, Entry<K>>
}

/** Entry of a collection, ready to be written to. */
export function edit<K extends Collection>(
  draft: Draft,
  name: K,
  key: number | string,
): Mutable<Entry<K>> {
  const table = own(draft, name)
  const old = need(table, key) as Entry<K> & object
  if (draft.owned.includes(old)) return old as Mutable<Entry<K>>
  const copy = copies[name].entry(old) as Entry<K> & object
  draft.owned.push(copy)
  table[key] = copy
  return copy as Mutable<Entry<K>>
}

/** Add or replace an entry of a table. */
export function put<K extends TableName>(
  draft: Draft,
  name: K,
  key: number | string,
  entry: Entry<K>,
): void {
  own(draft, name)[key] = entry
}

/** Add an entry to a list; its index is the answer. */
export function append<K extends ListName>(draft: Draft, name: K, entry: Entry<K>): number {
  return (own(draft, name) as unknown as Entry<K>[]).push(entry) - 1
}

/** Keep only some entries of a list. */
export function keep<K extends ListName>(
  draft: Draft,
  name: K,
  wanted: (entry: Entry<K>) => boolean,
): void {
  const old = draft.state[name] as unknown as Entry<K>[]
  const kept = old.filter(wanted)
  if (kept.length === old.length) return
  draft.owned.push(kept)
  ;(draft.state as Record<ListName, unknown>)[name] = kept
}

/** Take an entry of a table away. */
export function drop(draft: Draft, name: TableName, key: number | string): void {
  if (typeof key === 'number') {
    delete own(draft, name)[key]
    return
  }
  // A table of names that loses one by `delete` becomes slow to copy for good; a new one does not.
  const copy: Record<string, unknown> = {}
  const old: Readonly<Record<string, unknown>> = draft.state[name]
  for (const each in old) if (each !== key) copy[each] = old[each]
  draft.owned.push(copy)
  ;(draft.state as Record<TableName, unknown>)[name] = copy
}

/** Take the next number of a kind. */
export function number(draft: Draft, kind: keyof State['next']): number {
  const value = draft.state.next[kind]
  const next = { ...draft.state.next }
  next[kind] = value + 1
  draft.state.next = next
  return value
}

/** Take the lowest free key of a table: numbers that nobody sees stay small and close together. */
export function lowest(draft: Draft, name: 'ofds' | 'frames', from = 1): number {
  const table: Table<unknown> = draft.state[name]
  let key = from
  while (table[key] !== undefined) key += 1
  return key
}
