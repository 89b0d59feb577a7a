import type { Draft } from '../draft.ts'
import type { State, Wait } from '../state.ts'

/** Whether a sleeper keeps the inode locked, so that writes, truncates and unlinks queue up. */
export function isInodeLocked(state: State, ino: number): boolean {
  return state.sleepers.some(({ wait }) => wait.ino === ino && wait.holdsInode)
}

/** Whether a sleeper keeps page faults of the file out. */
export function areFaultsHeld(state: State, ino: number): boolean {
  return state.sleepers.some(({ wait }) => wait.ino === ino && wait.holdsFaults)
}

/** Wait for a lock of the inode; these sleeps heed no signal, a killable one only a deadly one. */
export function lockWait(kind: 'inode' | 'mmap', ino: number, killable = false): Wait {
  const wait = { for: kind, ino, interruptible: false, holdsInode: false, holdsFaults: false }
  return killable ? { ...wait, killable } : wait
}

/** Wait for the lock of an inode whose attributes are to be changed. */
export function attributeLock({ rules }: Draft, ino: number): Wait {
  return lockWait('inode', ino, rules.attributeLock.value === 'killable')
}
