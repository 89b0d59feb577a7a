import type { CallId } from './event.ts'
import type { Outcome } from './outcome.ts'
import { profiles } from './profiles/index.ts'
import type { Rules } from './profiles/profile.ts'
import type { State, Table } from './state.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type TableName = {
  [K in keyof State]: string extends keyof State[K] ? K : never
}[keyof State]
type Entry<K extends TableName> = State[K] extends Table<infer T> ? T : never

/** A state under change: what is touched is copied once, the rest is shared with the old state. */
export interface Draft {
  readonly state: Mutable<State>
  /** Tables and entries that this draft has copied already. */
  readonly owned: Set<object>
  /** What others see of the event: signals, deaths. */
  readonly effects: Outcome[]
  /** Call that is being made; leases and pins remember it. */
  cause: CallId | null
  /** Process that makes it. */
  caller: string
  /** Something was let go of while the call was at work. */
  unreaped: boolean
}

/** Start to change a state. */
export function openDraft(state: State): Draft {
  return {
    state: { ...state },
    owned: new Set(),
    effects: [],
    cause: null,
    caller: '',
    unreaped: false,
  }
}

/** Value of a rule in the profile of the state. */
export function rule<K extends keyof Rules>(draft: { readonly state: State }, name: K): Rules[K] {
  return profiles[draft.state.profile].rules[name].value
}

/** Entry of a table, or undefined; names such as `constructor` are no entries. */
export function find<T>(table: Table<T>, key: number | string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined
}

/** Entry of a table that must be there. */
export function need<T>(table: Table<T>, key: number | string): T {
  const entry = find(table, key)
  if (entry === undefined)
    throw new Error(`Unexpected missing entry \`${key}\`, expected it to exist`)
  return entry
}

function own<K extends TableName>(draft: Draft, name: K): Record<string | number, Entry<K>> {
  const old = draft.state[name] as Record<string | number, Entry<K>>
  if (draft.owned.has(old)) return old
  const copy = { ...old }
  draft.owned.add(copy)
  ;(draft.state as Record<TableName, unknown>)[name] = copy
  return copy
}

/** Entry of a table, ready to be written to. */
export function edit<K extends TableName>(
  draft: Draft,
  name: K,
  key: number | string,
): Mutable<Entry<K>> {
  const table = own(draft, name)
  const old = need(table, key) as Entry<K> & object
  if (draft.owned.has(old)) return old as Mutable<Entry<K>>
  const copy = { ...old } as Entry<K> & object
  draft.owned.add(copy)
  table[key] = copy
  return copy as Mutable<Entry<K>>
}

/** Add or replace an entry. */
export function put<K extends TableName>(
  draft: Draft,
  name: K,
  key: number | string,
  entry: Entry<K>,
): void {
  own(draft, name)[key] = entry
}

/** Take an entry away. */
export function drop(draft: Draft, name: TableName, key: number | string): void {
  delete own(draft, name)[key]
}

/** Take the next number of a kind. */
export function number(draft: Draft, kind: keyof State['next']): number {
  const value = draft.state.next[kind]
  draft.state.next = { ...draft.state.next, [kind]: value + 1 }
  return value
}
