import { find, findProcess, rulesOf } from '../draft.ts'
import { isPinned } from '../file/frames.ts'
import { areFaultsHeld, isInodeLocked } from '../file/inode-locks.ts'
import { conflicts } from '../lease/lease.ts'
import type { ProcessState, Sleeper, State, Wait } from '../state.ts'
import { isInterrupted } from './signal.ts'

/** Whether the first lease changed, its deadline passed, or no lease conflicts any longer. */
function isLeaseOver(state: State, wait: Wait): boolean {
  if (wait.deadline !== undefined && wait.deadline <= state.now) return true
  const leases = find(state.inodes, wait.ino)?.leases ?? []
  if (!leases.some(({ lease }) => lease === wait.lease)) return true
  const breaker = { layout: wait.layout === true, write: wait.write === true }
  return !leases.some((lease) => conflicts(lease, breaker))
}

function hasBothEnds(state: State, ino: number): boolean {
  const ends = state.ofds.filter((ofd) => ofd?.ino === ino && ofd.access !== 3)
  return ends.some((ofd) => ofd?.access !== 0) && ends.some((ofd) => ofd?.access !== 1)
}

/**
 * Whether a frame keeps its waiters waiting.
 *
 * From 6.15 on, mappings count too: touching the page again prolongs the wait.
 *
 * @see fs/dax.c dax_page_is_idle, v6.15; measured on 7.2.13, test/model/waiting.test.ts
 */
export function isBusy(state: State, ino: number, frame: number): boolean {
  if (isPinned(state, frame)) return true
  if (rulesOf(state).eviction.value !== 'waits') return false
  const pages = find(state.inodes, ino)?.pages
  if (pages === undefined) return false
  return state.maps.some(
    (map) =>
      map.ino === ino &&
      Object.keys(map.present).some(
        (page) => !Object.hasOwn(map.copies, page) && pages[map.first + Number(page)] === frame,
      ),
  )
}

function isQuiet(process: ProcessState | undefined): boolean {
  return process?.handler.length === 0 && !isInterrupted(process, false)
}

/** Whether a sleeping call can resume now. */
export function isAwake(state: State, { wait, process }: Sleeper): boolean {
  switch (wait.for) {
    case 'lease':
      return isLeaseOver(state, wait)
    case 'page':
      return (
        wait.frame === undefined ||
        (wait.unnoticed !== true && !isBusy(state, wait.ino, wait.frame))
      )
    case 'device':
      return wait.deadline === undefined || wait.deadline <= state.now
    case 'inode':
      return !isInodeLocked(state, wait.ino)
    case 'mmap':
      return !areFaultsHeld(state, wait.ino)
    case 'unpin':
      return !state.records.some(({ ofd }) => ofd === wait.record)
    case 'restart':
      return isQuiet(findProcess(state, process))
    case 'fifo':
      return hasBothEnds(state, wait.ino)
  }
}
