import type { Draft } from '../draft.ts'
import type { State, Wait } from '../state.ts'

/** Whether a sleeper holds the inode lock, so that writes, truncates and unlinks queue up. */
export function isInodeLocked(state: State, ino: number): boolean {
  return state.sleepers.some(({ wait }) => wait.ino === ino && wait.holdsInode)
}

/** Whether a sleeper blocks page faults of the file. */
export function areFaultsHeld(state: State, ino: number): boolean {
  return state.sleepers.some(({ wait }) => wait.ino === ino && wait.holdsFaults)
}

/** Wait for a lock of the inode; only a fatal signal ends it, and only if it is `killable`. */
export function lockWait(kind: 'inode' | 'mmap', ino: number, killable = false): Wait {
  const wait = { for: kind, ino, interruptible: false, holdsInode: false, holdsFaults: false }
  return killable ? { ...wait, killable } : wait
}

/** Wait for the lock of an inode to change its attributes. */
export function attributeLock({ rules }: Draft, ino: number): Wait {
  return lockWait('inode', ino, rules.attributeLock.value === 'killable')
}
