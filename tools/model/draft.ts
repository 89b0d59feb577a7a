import type { CallId } from './event.ts'
import type { Outcome } from './outcome.ts'
import { profiles } from './profiles/index.ts'
import type { Profile } from './profiles/profile.ts'
import type { Inode, Mutable, Ofd, ProcessState, State, Table } from './state.ts'

type TableName = 'paths' | 'inodes' | 'processes' | 'frames'
type ListName = 'maps' | 'pins' | 'records'
type Collection = TableName | ListName | 'ofds'
type Entry<K extends Collection> = State[K] extends readonly (infer T)[]
  ? NonNullable<T>
  : State[K] extends Table<infer T>
    ? T
    : never

/** A state under change: touched parts are copied once, the rest is shared with the old state. */
export interface Draft {
  readonly state: Mutable<State>
  readonly rules: Profile['rules']
  /** Collections and entries that this draft has copied; few, so a list is faster than a set. */
  readonly owned: object[]
  /** Signals and deaths that the event causes. */
  readonly effects: Outcome[]
  /** Current call, which new leases and pins record. */
  cause: CallId | null
  /** Process that makes the call. */
  caller: string
  /** Whether the call released something that may have lost its last reference. */
  unreaped: boolean
}

/** Copy a state. Spelled out for speed: each step copies all fields. */
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

/** Begin a change of a state. */
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

/** Entry of a collection, or undefined; inherited names such as `constructor` do not count. */
export function find<T>(table: Table<T> | readonly T[], key: number | string): T | undefined {
  const entry = (table as Table<T>)[key]
  if (entry === undefined || typeof key === 'number') return entry
  return Object.hasOwn(table, key) ? entry : undefined
}

/** A process by name. Checking `pid` excludes inherited members, and is faster than `hasOwn`. */
export function findProcess(state: State, name: string): ProcessState | undefined {
  const process = state.processes[name]
  return process?.pid === undefined ? undefined : process
}

/** A process by pid, dead ones included. */
export function processByPid(state: State, pid: number): ProcessState | undefined {
  for (const name in state.processes) {
    const process = state.processes[name]
    if (process?.pid === pid) return process
  }
  return undefined
}

/** A process that must exist. */
export function needProcess(state: State, name: string): ProcessState {
  const process = findProcess(state, name)
  if (process === undefined) {
    throw new Error(`Unexpected process \`${name}\`, expected one that was spawned`)
  }
  return process
}

export function findOfd(state: State, id: number): Ofd | undefined {
  return state.ofds[id] ?? undefined
}

/** An open file description that must exist. */
export function needOfd(state: State, id: number): Ofd {
  const ofd = state.ofds[id]
  if (ofd === undefined || ofd === null) throw new Error(`Missing description \`${id}\``)
  return ofd
}

/** An inode that must exist. Not `need`, because a function that sees one shape is faster. */
export function needInode(state: State, ino: number): Inode {
  const inode = state.inodes[ino]
  if (inode === undefined) throw new Error(`Missing inode \`${ino}\``)
  return inode
}

/** Entry of a collection that must exist. */
export function need<T>(table: Table<T> | readonly T[], key: number | string): T {
  const entry = find(table, key)
  if (entry === undefined) throw new Error(`Missing entry \`${key}\``)
  return entry
}

type Copy = (old: object) => object

/** Spelled out, as the next ones: a literal takes a third of the time of a spread. */
function copyInode(inode: Inode): Inode {
  const { ino, type, size, mode, uid, gid, dax, extents, unwritten, pages, leases } = inode
  return { ino, type, size, mode, uid, gid, dax, extents, unwritten, pages, leases }
}

function copyOfd({ ino, path, access, flags, signal, owner, ownerUid, refs }: Ofd): Ofd {
  return { ino, path, access, flags, signal, owner, ownerUid, refs }
}

function copyProcess(old: ProcessState): ProcessState {
  return {
    name: old.name,
    pid: old.pid,
    uid: old.uid,
    capLease: old.capLease,
    fds: old.fds,
    dispositions: old.dispositions,
    restarting: old.restarting,
    blocked: old.blocked,
    pending: old.pending,
    collected: old.collected,
    context: old.context,
    handler: old.handler,
    status: old.status,
  }
}

function copyNext(old: State['next']): Mutable<State['next']> {
  const { pid, ino, lease, map, mr, buffers, pin, pipe } = old
  return { pid, ino, lease, map, mr, buffers, pin, pipe }
}

/** Copiers of each collection and its entries; separate, since each is faster with one shape. */
const copies: Readonly<Record<Collection, { readonly all: Copy; readonly entry: Copy }>> = {
  paths: { all: (old) => ({ ...old }), entry: (old) => old },
  inodes: { all: (old) => ({ ...old }), entry: (old) => copyInode(old as Inode) },
  ofds: { all: (old) => (old as object[]).slice(), entry: (old) => copyOfd(old as Ofd) },
  processes: { all: (old) => ({ ...old }), entry: (old) => copyProcess(old as ProcessState) },
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

/** Entry of a collection, copied for writing. */
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

/** Add an entry to a list and return its index. */
export function append<K extends ListName>(draft: Draft, name: K, entry: Entry<K>): number {
  return (own(draft, name) as unknown as Entry<K>[]).push(entry) - 1
}

/** Filter a list. */
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

/** Remove an entry of a table. */
export function drop(draft: Draft, name: TableName, key: number | string): void {
  if (typeof key === 'number') {
    delete own(draft, name)[key]
    return
  }
  // After `delete`, copying the table would be slow forever.
  const copy: Record<string, unknown> = {}
  const old: Readonly<Record<string, unknown>> = draft.state[name]
  for (const each in old) if (each !== key) copy[each] = old[each]
  draft.owned.push(copy)
  ;(draft.state as Record<TableName, unknown>)[name] = copy
}

/** Add an open file description under the lowest free number. */
export function addOfd(draft: Draft, ofd: Ofd): number {
  const { ofds } = draft.state
  let id = 1
  while (id < ofds.length && ofds[id] !== null) id += 1
  const table: Record<number, Ofd | null> = own(draft, 'ofds')
  if (id === 1) table[0] = null
  table[id] = ofd
  return id
}

/** Remove an open file description, and trailing free numbers of the list. */
export function dropOfd(draft: Draft, id: number): void {
  const ofds = draft.state.ofds.slice()
  ofds[id] = null
  while (ofds.length > 0 && ofds.at(-1) === null) ofds.pop()
  draft.owned.push(ofds)
  draft.state.ofds = ofds
}

/** Change the descriptor count of an open file description. */
export function countRefs(draft: Draft, id: number, by: number): void {
  edit(draft, 'ofds', id).refs += by
}

/** A table with one more entry. A spread with a computed key would take five times as long. */
export function withEntry<T>(table: Table<T>, key: number, entry: T): Table<T> {
  const copy: Record<number, T> = { ...table }
  copy[key] = entry
  return copy
}

/** Allocate the next number of a kind. */
export function number(draft: Draft, kind: keyof State['next']): number {
  const value = draft.state.next[kind]
  const next = copyNext(draft.state.next)
  next[kind] = value + 1
  draft.state.next = next
  return value
}

/** Lowest free key of a table; internal numbers stay small and dense. */
export function lowest(draft: Draft, name: 'frames'): number {
  const table: Table<unknown> = draft.state[name]
  let key = 1
  while (table[key] !== undefined) key += 1
  return key
}
