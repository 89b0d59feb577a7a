import { F_RDLCK, F_UNLCK, SIGKILL } from '../constants.ts'
import type { Draft } from '../draft.ts'
import { findOfd, needInode, processByPid } from '../draft.ts'
import { killProcess } from '../process/kill-process.ts'
import type { Lease } from '../state.ts'
import { modifyLease } from './lease.ts'

/** Whether the holder chose SIGKILL with F_SETSIG, in a profile that kills such holders. */
export function consentsToDeath(draft: Draft, lease: Lease): boolean {
  const chosen = findOfd(draft.state, lease.ofd)?.signal
  return chosen === SIGKILL && draft.rules.expiry.value === 'kills-who-asked'
}

function killHolder(draft: Draft, lease: Lease): void {
  const owner = findOfd(draft.state, lease.ofd)?.owner
  const holder = owner === undefined ? undefined : processByPid(draft.state, owner)
  if (holder?.status === 'running') killProcess(draft, holder.name, SIGKILL)
}

/**
 * Remove or downgrade leases that are past their deadline.
 *
 * Expiry is lazy: only breakers, F_SETLEASE and F_GETLEASE trigger it.
 *
 * @see fs/locks.c time_out_leases, v6.12; measured: a late F_UNLCK returns 0 if nothing checked
 */
export function expireLeases(draft: Draft, ino: number): void {
  const { now } = draft.state
  for (const lease of needInode(draft.state, ino).leases) {
    if (lease.breakTime !== undefined && lease.breakTime <= now) {
      const kills = consentsToDeath(draft, lease)
      if (kills) killHolder(draft, lease)
      modifyLease(draft, ino, lease.lease, F_UNLCK)
    } else if (lease.downgradeTime !== undefined && lease.downgradeTime <= now) {
      modifyLease(draft, ino, lease.lease, F_RDLCK)
    }
  }
}
