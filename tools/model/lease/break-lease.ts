import { POLL_MSG, SI_KERNEL, SIGIO } from '../constants.ts'
import type { Draft } from '../draft.ts'
import { edit, findOfd, needInode, processByPid } from '../draft.ts'
import type { Errno } from '../errno.ts'
import { sendSignal } from '../process/signal.ts'
import type { Lease, Mutable, Wait } from '../state.ts'
import { consentsToDeath, expireLeases } from './expire-leases.ts'
import { conflicts, copyLease } from './lease.ts'

export interface Breaker {
  readonly ino: number
  /** A layout break, or an ordinary one. */
  readonly layout: boolean
  readonly write: boolean
  readonly pid: number
  readonly nonblock: boolean
}

/** No conflict, an errno, or a wait. */
export type BreakResult =
  | { readonly clear: true }
  | { readonly code: Errno }
  | { readonly wait: LeaseWait }

/** The wait of a breaker, without the locks that its caller holds. */
export interface LeaseWait {
  readonly ino: number
  readonly lease: number
  readonly layout: boolean
  readonly write: boolean
  readonly deadline?: number
}

/** The wait of a breaker, with the locks it holds; spelled out, because spreads are slow. */
export function sleepOn(of: LeaseWait, interruptible: boolean, keepsLocks: boolean): Wait {
  const { ino, lease, layout, write, deadline } = of
  const [holdsInode, holdsFaults] = [keepsLocks, keepsLocks]
  const how = 'lease'
  return deadline === undefined
    ? { for: how, ino, lease, layout, write, interruptible, holdsInode, holdsFaults }
    : { for: how, ino, lease, layout, write, deadline, interruptible, holdsInode, holdsFaults }
}

/** Send the owner of a lease SIGIO, or the signal that F_SETSIG chose. */
function notifyHolder(draft: Draft, lease: Lease): void {
  const ofd = findOfd(draft.state, lease.ofd)
  if (ofd === undefined || ofd.owner === 0) return
  const owner = processByPid(draft.state, ofd.owner)
  if (owner === undefined || (ofd.ownerUid !== 0 && ofd.ownerUid !== owner.uid)) return
  sendSignal(
    draft,
    owner.name,
    ofd.signal === 0 || consentsToDeath(draft, lease)
      ? { signo: SIGIO, si_code: SI_KERNEL, leaseFd: lease.fd }
      : { signo: ofd.signal, si_code: POLL_MSG, si_fd: lease.fd, leaseFd: lease.fd },
  )
}

function marked(lease: Lease, write: boolean, deadline: number | undefined): Lease {
  const next: Mutable<Lease> = copyLease(lease)
  next.pending = write ? 'unlock' : 'downgrade'
  if (deadline === undefined) return next
  if (write) next.breakTime = deadline
  else next.downgradeTime = deadline
  return next
}

/** Whether the breaker is exempt, as the holder of an exclusive lease. */
function isExempt(draft: Draft, lease: Lease, { pid }: Breaker): boolean {
  return lease.exclusive && lease.pid === pid && draft.rules.ownExclusive.value === 'exempt'
}

/** Mark and signal conflicting leases; an exclusive one gets neither and refuses the break. */
function markLeases(draft: Draft, breaker: Breaker): Errno | undefined {
  const { now, leaseBreakTime } = draft.state
  const deadline = leaseBreakTime > 0 ? now + leaseBreakTime : undefined
  let refusal: Errno | undefined
  for (const lease of needInode(draft.state, breaker.ino).leases) {
    if (!conflicts(lease, breaker)) continue
    if (lease.exclusive) {
      // v2 patch 2: the scan continues after a foreign exclusive lease; plain holders get signals.
      if (isExempt(draft, lease, breaker)) continue
      if (lease.pid === breaker.pid) return 'EDEADLOCK'
      refusal = 'ETXTBSY'
      continue
    }
    if (breaker.write ? lease.pending === 'unlock' : lease.pending !== undefined) continue
    const inode = edit(draft, 'inodes', breaker.ino)
    const next = marked(lease, breaker.write, deadline)
    inode.leases = inode.leases.map((each) => (each.lease === lease.lease ? next : each))
    notifyHolder(draft, lease)
  }
  return refusal
}

/** The first lease of the list decides how long a breaker sleeps, whether it conflicts or not. */
function waitForFirst(draft: Draft, breaker: Breaker): BreakResult {
  const { leases } = needInode(draft.state, breaker.ino)
  const [first] = leases
  if (first === undefined) return { clear: true }
  // If the first lease has no deadline, the kernel polls every jiffy, so it sees any expiry.
  const { now } = draft.state
  let deadline = Number.POSITIVE_INFINITY
  if (first.breakTime === undefined) {
    for (const { breakTime = now, downgradeTime = now } of leases) {
      if (breakTime > now && breakTime < deadline) deadline = breakTime
      if (downgradeTime > now && downgradeTime < deadline) deadline = downgradeTime
    }
  } else if (first.breakTime > now) deadline = first.breakTime
  const { ino, layout, write } = breaker
  const { lease } = first
  const timeless = deadline === Number.POSITIVE_INFINITY
  return {
    wait: timeless ? { ino, layout, write, lease } : { ino, layout, write, lease, deadline },
  }
}

function isBlocked(draft: Draft, breaker: Breaker): boolean {
  return needInode(draft.state, breaker.ino).leases.some(
    (lease) => conflicts(lease, breaker) && !isExempt(draft, lease, breaker),
  )
}

/**
 * Break the leases that conflict with an operation.
 *
 * @see fs/locks.c __break_lease, v6.12; v2 patch 2, 9 August 2019, for exclusive leases
 */
export function breakLease(draft: Draft, breaker: Breaker): BreakResult {
  if (needInode(draft.state, breaker.ino).leases.length === 0) return { clear: true }
  expireLeases(draft, breaker.ino)
  if (!isBlocked(draft, breaker)) return { clear: true }
  const refusal = markLeases(draft, breaker)
  if (refusal !== undefined) return { code: refusal }
  if (breaker.nonblock) return { code: 'EAGAIN' }
  return waitForFirst(draft, breaker)
}

/** Check again after a wait; leases taken in the meantime are waited for but not marked. */
export function resumeBreak(draft: Draft, breaker: Breaker): BreakResult {
  expireLeases(draft, breaker.ino)
  return isBlocked(draft, breaker) ? waitForFirst(draft, breaker) : { clear: true }
}
