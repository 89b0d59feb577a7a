import type { Inode, Lease, Sleeper, State } from '../model/index.ts'
import type { Hasher } from './hasher.ts'

type Kind = 'ino' | 'ofd' | 'map' | 'frame' | 'pin'

/** A walk over a state that numbers what it meets in the order of first meeting. */
export interface Walk {
  readonly state: State
  readonly add: Hasher['add']
  readonly seen: Readonly<Record<Kind, Map<number | string, number>>>
}

/** Members of a state that do not tell two futures apart: counters, and the time itself. */
export const left: readonly (keyof State)[] = ['profile', 'fs', 'now', 'next']

/**
 * Feed a state to a hasher so that states with the same future come out the same.
 *
 * Inodes, descriptions, mappings, frames and pins are numbered in the order in which processes
 * lead to them, times count from now, and what only explanations use is left out.
 *
 * @returns
 *   The walk, which knows the numbers it gave.
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
  for (const path of Object.keys(state.paths).sort()) {
    add(path)
    name(walk, 'ino', state.paths[path])
  }
  for (const process of Object.keys(state.processes).sort()) addProcess(walk, process)
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

/** Number of a thing in the order of the walk. */
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

function addPlain(walk: Walk, value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    const keys = Object.keys(value)
    if (keys.length === 0) walk.add(Array.isArray(value) ? '[]' : '{}')
    else walk.add(JSON.stringify(value))
  } else walk.add(value === null ? 'null' : (value as string | number | boolean | undefined))
}

function addTime(walk: Walk, time: number | undefined): void {
  walk.add(time === undefined ? undefined : Math.max(0, time - walk.state.now))
}

function addProcess(walk: Walk, key: string): void {
  const { add, state } = walk
  const process = state.processes[key]
  if (process === undefined) return
  const { name: own, fds, ...rest } = process
  add(own)
  add(Object.keys(fds).length)
  for (const fd in fds) {
    add(Number(fd))
    name(walk, 'ofd', fds[fd]?.ofd)
    add(fds[fd]?.cloexec)
  }
  // Everything else is small, and the same objects stay in the same order of keys.
  for (const member in rest) addPlain(walk, rest[member as keyof typeof rest])
}

function addMaps(walk: Walk): void {
  const { add, state } = walk
  const maps = [...state.maps]
  maps.sort((a, b) => order(a.process, b.process) || a.map - b.map)
  for (const area of maps) {
    const { process, map, ofd, ino, copies, ...rest } = area
    add(process)
    name(walk, 'map', map)
    name(walk, 'ofd', ofd)
    name(walk, 'ino', ino)
    for (const member in rest) addPlain(walk, rest[member as keyof typeof rest])
    add(Object.keys(copies).length)
    for (const page in copies) {
      add(page)
      name(walk, 'frame', copies[page])
    }
  }
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function addPins(walk: Walk): void {
  const { add, state } = walk
  const pins = [...state.pins]
  pins.sort((a, b) => order(a.process, b.process) || order(a.kind, b.kind) || a.id - b.id)
  for (const pin of pins) {
    const { pages, since: _, holders, id, ...rest } = pin
    name(walk, 'pin', `${pin.kind}:${id}`)
    add(holders.length)
    add(pages.length)
    for (const holder of [...holders].sort()) add(holder)
    for (const member in rest) addPlain(walk, rest[member as keyof typeof rest])
    for (const { frame, ino, index } of pages) {
      name(walk, 'frame', frame)
      name(walk, 'ino', ino)
      add(index)
    }
  }
}

function addSleepers(walk: Walk): void {
  const sleepers = walk.state.sleepers.map((sleeper, index) => ({ sleeper, index }))
  sleepers.sort((a, b) => order(a.sleeper.process, b.sleeper.process) || a.index - b.index)
  for (const { sleeper } of sleepers) addSleeper(walk, sleeper)
}

function addSleeper(walk: Walk, sleeper: Sleeper): void {
  const { add, state } = walk
  const { ofd, writes, wait, ...rest } = sleeper
  for (const member in rest) addPlain(walk, rest[member as keyof typeof rest])
  name(walk, 'ofd', ofd)
  name(walk, 'ino', writes)
  const { ino, lease, frame, deadline, record, ...how } = wait
  name(walk, 'ino', ino)
  name(walk, 'ofd', record)
  add(
    lease === undefined ? -2 : state.inodes[ino]?.leases.findIndex((each) => each.lease === lease),
  )
  name(walk, 'frame', frame)
  addTime(walk, deadline)
  for (const member in how) {
    add(member)
    addPlain(walk, how[member as keyof typeof how])
  }
}

function addOfds(walk: Walk): void {
  const { seen, state } = walk
  // Whatever the walk did not meet is on its way out, and still counts.
  for (const key in state.ofds) touch(walk, 'ofd', Number(key))
  for (const key of seen.ofd.keys()) {
    const ofd = state.ofds[key]
    if (ofd === undefined) {
      walk.add('gone')
      continue
    }
    const { ino, ...rest } = ofd
    name(walk, 'ino', ino)
    for (const member in rest) addPlain(walk, rest[member as keyof typeof rest])
  }
}

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
  const { ino: _, pages, leases, ...rest } = inode
  for (const member in rest) addPlain(walk, rest[member as keyof typeof rest])
  walk.add(Object.keys(pages).length)
  walk.add(leases.length)
  for (const page in pages) {
    walk.add(page)
    name(walk, 'frame', pages[page])
  }
  for (const lease of leases) addLease(walk, lease)
}

function addLease(walk: Walk, lease: Lease): void {
  const { lease: _, since: __, ofd, breakTime, downgradeTime, ...rest } = lease
  name(walk, 'ofd', ofd)
  addTime(walk, breakTime)
  addTime(walk, downgradeTime)
  for (const member of ['type', 'layout', 'exclusive', 'pid', 'fd', 'pending'] as const) {
    addPlain(walk, lease[member])
  }
  for (const member of Object.keys(rest).sort()) {
    if (!leaseMembers.has(member)) addPlain(walk, Reflect.get(rest, member))
  }
}

const leaseMembers = new Set(['type', 'layout', 'exclusive', 'pid', 'fd', 'pending'])

function addRecords(walk: Walk): void {
  const records = walk.state.records.map((record) => ({
    ...record,
    ofd: nameOf(walk, 'ofd', record.ofd),
  }))
  records.sort((a, b) => order(a.context, b.context) || a.ofd - b.ofd)
  for (const record of records) addPlain(walk, record)
}
