import type { Inode, Lease, Sleeper, State } from '../model/index.ts'
import { createHasher, type Hasher } from './hasher.ts'

type Kind = 'ino' | 'ofd' | 'map' | 'frame' | 'pin'

/** A walk over a state that numbers objects in the order in which it reaches them. */
export interface Walk {
  readonly state: State
  readonly add: Hasher['add']
  readonly seen: Readonly<Record<Kind, Map<number | string, number>>>
}

/**
 * Feed a state to a hasher, such that states with the same future are equal.
 *
 * The profile and the filesystem never change, and only the counter of processes is visible.
 * Inodes, descriptions, mappings, frames and pins are numbered in the order in which processes
 * lead to them, times are relative to now, and members for explanations are omitted.
 *
 * @returns
 *   Walk with the numbers that it assigned.
 */
export function addState(add: Hasher['add'], state: State): Walk {
  const walk: Walk = {
    state,
    add,
    seen: { ino: new Map(), ofd: new Map(), map: new Map(), frame: new Map(), pin: new Map() },
  }
  add(state.leaseBreakTime)
  add(state.leasesEnable)
  add(state.next.pid)
  add(state.sleepers.length)
  for (const path of sortedKeys(state.paths)) {
    add(path)
    name(walk, 'ino', state.paths[path])
  }
  for (const process of sortedKeys(state.processes)) addProcess(walk, process)
  addMaps(walk)
  addPins(walk)
  addSleepers(walk)
  for (const record of state.records) touch(walk, 'ofd', record.ofd)
  addOfds(walk)
  addInodes(walk)
  addRecords(walk)
  for (const frame of walk.seen.frame.keys()) add(state.frames[frame] ?? '-')
  return walk
}

/** Number of an object in the order of the walk. */
export function nameOf(walk: Walk, kind: Kind, key: number | string): number {
  const { seen } = walk
  const known = seen[kind].get(key)
  if (known !== undefined) return known
  const added = seen[kind].size
  seen[kind].set(key, added)
  return added
}

function touch(walk: Walk, kind: Kind, key: number | string): void {
  nameOf(walk, kind, key)
}

function name(walk: Walk, kind: Kind, key: number | string | undefined): void {
  walk.add(key === undefined ? undefined : nameOf(walk, kind, key))
}

const rests = new WeakMap<object, readonly [number, number]>()
const restHasher = createHasher()

/** Feed the members that need no renumbering. States share most parts, so their hashes are kept. */
function addRest(walk: Walk, part: object, without: ReadonlySet<string>): void {
  let known = rests.get(part)
  if (known === undefined) {
    for (const [member, value] of Object.entries(part)) {
      if (without.has(member)) continue
      restHasher.add(member)
      restHasher.add(JSON.stringify(value))
    }
    const [first = 0, second = 0] = restHasher.end()
    known = [first | 0, second | 0]
    rests.set(part, known)
  }
  walk.add(known[0])
  walk.add(known[1])
}

const keys = new WeakMap<object, readonly string[]>()

function sortedKeys(table: object): readonly string[] {
  const known = keys.get(table)
  if (known !== undefined) return known
  const sorted = Object.keys(table).sort()
  keys.set(table, sorted)
  return sorted
}

function addTime(walk: Walk, time: number | undefined): void {
  walk.add(time === undefined ? undefined : Math.max(0, time - walk.state.now))
}

function addProcess(walk: Walk, key: string): void {
  const { add, state } = walk
  const process = state.processes[key]
  if (process === undefined) return
  const { fds } = process
  addRest(walk, process, processLinks)
  add(Object.keys(fds).length)
  for (const fd in fds) {
    add(Number(fd))
    name(walk, 'ofd', fds[fd]?.ofd)
    add(fds[fd]?.cloexec)
  }
}

const processLinks = new Set(['fds'])

function addMaps(walk: Walk): void {
  const { add, state } = walk
  const maps = sorted(state.maps, (a, b) => order(a.process, b.process) || a.map - b.map)
  for (const area of maps) {
    const { map, ofd, ino, copies } = area
    addRest(walk, area, mapLinks)
    name(walk, 'map', map)
    name(walk, 'ofd', ofd)
    name(walk, 'ino', ino)
    add(Object.keys(copies).length)
    for (const page in copies) {
      add(page)
      name(walk, 'frame', copies[page])
    }
  }
}

const mapLinks = new Set(['map', 'ofd', 'ino', 'copies'])

function sorted<T>(list: readonly T[], compare: (a: T, b: T) => number): readonly T[] {
  return list.length < 2 ? list : [...list].sort(compare)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function addPins(walk: Walk): void {
  const { add, state } = walk
  const pins = sorted(
    state.pins,
    (a, b) => order(a.process, b.process) || order(a.kind, b.kind) || a.id - b.id,
  )
  for (const pin of pins) {
    const { pages, holders, id } = pin
    addRest(walk, pin, pinLinks)
    name(walk, 'pin', `${pin.kind}:${id}`)
    add(holders.length)
    add(pages.length)
    for (const holder of [...holders].sort()) add(holder)
    for (const { frame, ino, index } of pages) {
      name(walk, 'frame', frame)
      name(walk, 'ino', ino)
      add(index)
    }
  }
}

const pinLinks = new Set(['pages', 'since', 'holders', 'id'])

function addSleepers(walk: Walk): void {
  if (walk.state.sleepers.length === 0) return
  const sleepers = walk.state.sleepers.map((sleeper, index) => ({ sleeper, index }))
  sleepers.sort((a, b) => order(a.sleeper.process, b.sleeper.process) || a.index - b.index)
  for (const { sleeper } of sleepers) addSleeper(walk, sleeper)
}

function addSleeper(walk: Walk, sleeper: Sleeper): void {
  const { add, state } = walk
  const { ofd, writes, wait } = sleeper
  addRest(walk, sleeper, sleeperLinks)
  name(walk, 'ofd', ofd)
  name(walk, 'ino', writes)
  const { ino, lease, frame, deadline, record } = wait
  addRest(walk, wait, waitLinks)
  name(walk, 'ino', ino)
  name(walk, 'ofd', record)
  add(
    lease === undefined ? -2 : state.inodes[ino]?.leases.findIndex((each) => each.lease === lease),
  )
  name(walk, 'frame', frame)
  addTime(walk, deadline)
}

const sleeperLinks = new Set(['ofd', 'writes', 'wait'])
const waitLinks = new Set(['ino', 'lease', 'frame', 'deadline', 'record'])

function addOfds(walk: Walk): void {
  const { seen, state } = walk
  // Objects that the walk did not reach are about to be released, but still count.
  for (const [id, ofd] of state.ofds.entries()) if (ofd !== null) touch(walk, 'ofd', id)
  for (const key of seen.ofd.keys()) {
    const ofd = state.ofds[Number(key)] ?? undefined
    if (ofd === undefined) {
      walk.add('gone')
      continue
    }
    name(walk, 'ino', ofd.ino)
    addRest(walk, ofd, ofdLinks)
  }
}

const ofdLinks = new Set(['ino'])

function addInodes(walk: Walk): void {
  const { seen, state } = walk
  for (const key in state.inodes) touch(walk, 'ino', Number(key))
  for (const key of seen.ino.keys()) {
    const inode = state.inodes[key]
    if (inode === undefined) walk.add('gone')
    else addInode(walk, inode)
  }
}

function addInode(walk: Walk, inode: Inode): void {
  const { pages, leases } = inode
  addRest(walk, inode, inodeLinks)
  walk.add(Object.keys(pages).length)
  walk.add(leases.length)
  for (const page in pages) {
    walk.add(page)
    name(walk, 'frame', pages[page])
  }
  for (const lease of leases) addLease(walk, lease)
}

const inodeLinks = new Set(['ino', 'pages', 'leases'])

function addLease(walk: Walk, lease: Lease): void {
  name(walk, 'ofd', lease.ofd)
  addTime(walk, lease.breakTime)
  addTime(walk, lease.downgradeTime)
  addRest(walk, lease, leaseLinks)
}

const leaseLinks = new Set(['lease', 'since', 'ofd', 'breakTime', 'downgradeTime'])

function addRecords(walk: Walk): void {
  const records = walk.state.records.map((record) => ({
    ...record,
    ofd: nameOf(walk, 'ofd', record.ofd),
  }))
  records.sort((a, b) => order(a.context, b.context) || a.ofd - b.ofd)
  for (const { context, ofd, count } of records) {
    walk.add(context)
    walk.add(ofd)
    walk.add(count)
  }
}
