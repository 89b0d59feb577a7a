import { F_UNLCK } from './constants.ts'
import type { Draft } from './draft.ts'
import { drop, edit, find, rule } from './draft.ts'
import { freeFrame, isPinned } from './frames.ts'
import { modifyLease } from './lease.ts'
import type { State, Wait } from './state.ts'

function referencedOfds(state: State): ReadonlySet<number> {
  const used = new Set<number>()
  for (const process of Object.values(state.processes)) {
    for (const fd of Object.values(process.fds)) used.add(fd.ofd)
  }
  for (const map of Object.values(state.maps)) if (map.ofd !== undefined) used.add(map.ofd)
  for (const record of Object.values(state.records)) used.add(record.ofd)
  for (const sleeper of state.sleepers) if (sleeper.ofd !== undefined) used.add(sleeper.ofd)
  return used
}

function evict(draft: Draft): Wait | undefined {
  const used = new Set(Object.values(draft.state.paths))
  for (const ofd of Object.values(draft.state.ofds)) used.add(ofd.ino)
  for (const sleeper of draft.state.sleepers) {
    if (sleeper.stage !== 'evict') used.add(sleeper.wait.ino)
  }
  for (const inode of Object.values(draft.state.inodes)) {
    if (used.has(inode.ino)) continue
    const frames = Object.values(inode.pages)
    const frame = frames.find((each) => isPinned(draft.state, each))
    if (inode.dax && frame !== undefined && rule(draft, 'eviction') === 'waits') {
      return {
        for: 'page',
        ino: inode.ino,
        frame,
        interruptible: false,
        holdsInode: false,
        holdsFaults: false,
      }
    }
    drop(draft, 'inodes', inode.ino)
    for (const each of frames) freeFrame(draft, each)
  }
  return undefined
}

/**
 * Let go of open file descriptions and inodes that nothing refers to any more, leases with them.
 *
 * @returns
 *   Wait of the caller, where freeing an inode waits for its busy pages.
 * @see fs/locks.c locks_remove_lease, v6.12; fs/dax.c dax_break_layout_final, v6.15
 */
export function reap(draft: Draft): Wait | undefined {
  const used = referencedOfds(draft.state)
  for (const key of Object.keys(draft.state.ofds)) {
    const id = Number(key)
    const ofd = find(draft.state.ofds, id)
    if (ofd === undefined || used.has(id)) continue
    for (const lease of find(draft.state.inodes, ofd.ino)?.leases ?? []) {
      if (lease.ofd === id) modifyLease(draft, ofd.ino, lease.lease, F_UNLCK)
    }
    drop(draft, 'ofds', id)
  }
  return evict(draft)
}

/** Drop a pin: its pages, and one reference of every record of its RDMA context for each page. */
export function dropPin(draft: Draft, key: string): void {
  const pin = find(draft.state.pins, key)
  if (pin === undefined) return
  drop(draft, 'pins', key)
  for (const { frame } of pin.pages) {
    // v2 patch 14: a page gives back one reference of each record, whatever file it belonged to.
    if (pin.kind === 'mr') dropRecordReferences(draft, pin.context)
    freeFrame(draft, frame)
  }
}

function dropRecordReferences(draft: Draft, context: string): void {
  for (const [key, record] of Object.entries(draft.state.records)) {
    if (record.context !== context) continue
    if (record.count > 1) edit(draft, 'records', key).count = record.count - 1
    else drop(draft, 'records', key)
  }
}

/** Take away everything that a process has, and let go of what nothing else refers to. */
export function releaseProcess(draft: Draft, name: string): void {
  stripProcess(draft, name)
  reap(draft)
}

/** Take away everything that a process has: sleeping calls, descriptors, mappings, pins. */
export function stripProcess(draft: Draft, name: string): void {
  draft.state.sleepers = draft.state.sleepers.filter((sleeper) => sleeper.process !== name)
  const process = edit(draft, 'processes', name)
  process.fds = {}
  process.pending = []
  process.collected = []
  process.handler = []
  for (const [key, map] of Object.entries(draft.state.maps)) {
    if (map.process !== name) continue
    drop(draft, 'maps', key)
    for (const frame of Object.values(map.copies)) freeFrame(draft, frame)
  }
  for (const [key, pin] of Object.entries(draft.state.pins)) {
    if (!pin.holders.includes(name)) continue
    const holders = pin.holders.filter((holder) => holder !== name)
    if (holders.length > 0) edit(draft, 'pins', key).holders = holders
    else dropPin(draft, key)
  }
}
