import { F_UNLCK } from '../constants.ts'
import type { Draft } from '../draft.ts'
import { countRefs, drop, dropOfd, edit, find, findOfd, keep } from '../draft.ts'
import { freeFrame, freePinned, isPinned } from '../file/frames.ts'
import type { Pin, Sleeper, State, Wait } from '../state.ts'
import { modifyLease } from './lease.ts'

function isReferenced(state: State, id: number, refs: number): boolean {
  if (refs > 0) return true
  for (const { ofd } of state.maps) if (ofd === id) return true
  for (const { ofd } of state.records) if (ofd === id) return true
  for (const { ofd } of state.sleepers) if (ofd === id) return true
  return false
}

/**
 * Release an open file description and its lease if it has no references left.
 *
 * @returns
 *   Its inode, if that may have to be freed too.
 * @see fs/locks.c locks_remove_lease, v6.12
 */
export function releaseOfd(draft: Draft, id: number): readonly number[] {
  const ofd = findOfd(draft.state, id)
  if (ofd === undefined || isReferenced(draft.state, id, ofd.refs)) return []
  for (const lease of find(draft.state.inodes, ofd.ino)?.leases ?? []) {
    if (lease.ofd === id) modifyLease(draft, ofd.ino, lease.lease, F_UNLCK)
  }
  dropOfd(draft, id)
  return [ofd.ino]
}

function isInodeUsed(state: State, ino: number): boolean {
  for (const path in state.paths) if (state.paths[path] === ino) return true
  for (const ofd of state.ofds) if (ofd?.ino === ino) return true
  return state.sleepers.some(({ stage, wait }) => stage !== 'evict' && wait.ino === ino)
}

function evict(draft: Draft, ino: number): Wait | undefined {
  const inode = find(draft.state.inodes, ino)
  if (inode === undefined || isInodeUsed(draft.state, ino)) return undefined
  const frames = Object.values(inode.pages)
  const frame = frames.find((each) => isPinned(draft.state, each))
  if (inode.dax && frame !== undefined && draft.rules.eviction.value === 'waits') {
    const held = { holdsInode: false, holdsFaults: false }
    return { for: 'page', ino, frame, interruptible: false, ...held }
  }
  drop(draft, 'inodes', ino)
  for (const each of frames) freeFrame(draft, each)
  return undefined
}

/**
 * Free the inodes that have no references left.
 *
 * @returns
 *   Wait of the caller, if freeing an inode waits for its busy pages.
 * @see fs/dax.c dax_break_layout_final, v6.15
 */
export function settleEviction(draft: Draft, inodes: readonly number[]): Wait | undefined {
  for (const ino of inodes) {
    const wait = evict(draft, ino)
    if (wait !== undefined) return wait
  }
  return undefined
}

/** Release all open file descriptions and inodes without references. */
export function reap(draft: Draft): void {
  for (let id = 1; id < draft.state.ofds.length; id += 1) releaseOfd(draft, id)
  settleEviction(draft, Object.keys(draft.state.inodes).map(Number))
}

/**
 * Drop a pin: its pages and, for each page, one reference of each record of its RDMA context.
 *
 * @returns
 *   Inodes that may have to be freed.
 */
export function dropPin(draft: Draft, pin: Pin): readonly number[] {
  keep(draft, 'pins', (each) => each !== pin)
  const inodes: number[] = []
  for (const page of pin.pages) {
    freePinned(draft, page)
    if (page.ino !== undefined && !inodes.includes(page.ino)) inodes.push(page.ino)
  }
  if (pin.kind !== 'direct') tellStranded(draft, pin)
  // v2 patch 14: a page drops one reference of each record, whatever file it belonged to.
  if (pin.kind !== 'mr' || draft.state.records.length === 0) return inodes
  return [...inodes, ...dropReferences(draft, pin.context, pin.pages.length)]
}

/** Wake waiters that missed the end of a direct write: the release of a later pin reaches them. */
function tellStranded(draft: Draft, { pages }: Pin): void {
  const isTold = ({ wait }: Sleeper): boolean =>
    wait.unnoticed === true && pages.some(({ frame }) => frame === wait.frame)
  if (!draft.state.sleepers.some(isTold)) return
  draft.state.sleepers = draft.state.sleepers.map((sleeper) => {
    if (!isTold(sleeper)) return sleeper
    const { unnoticed: _, ...wait } = sleeper.wait
    return { ...sleeper, wait }
  })
}

function dropReferences(draft: Draft, context: string, count: number): readonly number[] {
  const gone: number[] = []
  for (const [key, record] of draft.state.records.entries()) {
    if (record.context !== context) continue
    const left = record.count - count
    edit(draft, 'records', key).count = left
    if (left <= 0) gone.push(record.ofd)
  }
  keep(draft, 'records', (record) => record.count > 0)
  return gone.flatMap((ofd) => releaseOfd(draft, ofd))
}

/** Release everything that a process has. */
export function releaseProcess(draft: Draft, name: string): void {
  stripProcess(draft, name)
  reap(draft)
}

/**
 * Whether a region outlives the descriptors of its process for a moment.
 *
 * Rows C5 and E8: regions are not guaranteed to end before leases. Only pages of files can show the
 * difference, so all others are dropped at once.
 */
function isTornDownLater({ kind, pages }: Pin): boolean {
  return kind === 'mr' && pages.some(({ ino }) => ino !== undefined)
}

/** Destroy the remaining regions of a process that has ended. */
export function tearDown(draft: Draft, name: string): void {
  for (const pin of draft.state.pins) if (pin.holders.includes(name)) dropPin(draft, pin)
  reap(draft)
}

/** Unmap everything that a process has mapped. */
export function dropMaps(draft: Draft, name: string): void {
  const dropped = draft.state.maps.filter((map) => map.process === name)
  keep(draft, 'maps', (map) => map.process !== name)
  for (const { copies } of dropped) {
    for (const frame of Object.values(copies)) freeFrame(draft, frame)
  }
}

/** Release everything that a process has except its regions, which a later step destroys. */
export function stripProcess(draft: Draft, name: string): void {
  draft.state.sleepers = draft.state.sleepers.filter((sleeper) => sleeper.process !== name)
  const process = edit(draft, 'processes', name)
  for (const { ofd } of Object.values(process.fds)) countRefs(draft, ofd, -1)
  process.fds = {}
  process.pending = []
  process.collected = []
  process.handler = []
  dropMaps(draft, name)
  for (const pin of draft.state.pins) {
    if (!pin.holders.includes(name)) continue
    const holders = pin.holders.filter((holder) => holder !== name)
    if (holders.length === 0 && isTornDownLater(pin)) continue
    if (holders.length === 0) dropPin(draft, pin)
    else edit(draft, 'pins', draft.state.pins.indexOf(pin)).holders = holders
  }
}
