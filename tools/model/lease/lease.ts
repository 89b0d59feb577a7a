import { F_RDLCK, F_UNLCK, F_WRLCK } from '../constants.ts'
import type { Draft } from '../draft.ts'
import { edit, findOfd, needInode } from '../draft.ts'
import type { Lease, Mutable } from '../state.ts'

/** Lease type of a request: F_RDLCK, F_WRLCK, F_UNLCK. */
export type LeaseType = 0 | 1 | 2

/** Copy a lease; a literal with additions takes a fraction of the time of a spread. */
export function copyLease(old: Lease): Mutable<Lease> {
  const { lease, ofd, type, layout, exclusive, pid, fd, since } = old
  const copy: Mutable<Lease> = { lease, ofd, type, layout, exclusive, pid, fd, since }
  if (old.pending !== undefined) copy.pending = old.pending
  if (old.breakTime !== undefined) copy.breakTime = old.breakTime
  if (old.downgradeTime !== undefined) copy.downgradeTime = old.downgradeTime
  return copy
}

function retyped(lease: Lease, type: Lease['type']): Lease {
  if (type === F_WRLCK) return lease.type === type ? lease : { ...lease, type }
  if (lease.type === type && lease.pending !== 'downgrade' && lease.downgradeTime === undefined) {
    return lease
  }
  const { downgradeTime: _, pending, ...rest } = lease
  const kept = pending === undefined || pending === 'downgrade' ? rest : { ...rest, pending }
  return { ...kept, type }
}

/**
 * Change a lease to `type`, or remove it with F_UNLCK; sleepers check again by themselves.
 *
 * F_WRLCK clears no pending flag, F_RDLCK only the downgrade; removal also clears the owner and
 * signal of the open file description.
 *
 * @see fs/locks.c lease_modify, lease_clear_pending, v6.12
 */
export function modifyLease(draft: Draft, ino: number, id: number, type: LeaseType): void {
  const { leases } = needInode(draft.state, ino)
  const lease = leases.find((each) => each.lease === id)
  if (lease === undefined) return
  if (type !== F_UNLCK) {
    const next = retyped(lease, type)
    if (next === lease) return
    edit(draft, 'inodes', ino).leases = leases.map((each) => (each === lease ? next : each))
    return
  }
  edit(draft, 'inodes', ino).leases = leases.filter((each) => each !== lease)
  if (findOfd(draft.state, lease.ofd) !== undefined) {
    const ofd = edit(draft, 'ofds', lease.ofd)
    ofd.signal = 0
    ofd.owner = 0
    ofd.ownerUid = 0
  }
}

/**
 * Whether a lease conflicts with a breaker.
 *
 * @see fs/locks.c leases_conflict, v6.12: layout breaks only see layout leases, others do not
 */
export function conflicts(
  lease: Lease,
  breaker: { readonly layout: boolean; readonly write: boolean },
): boolean {
  if (lease.layout !== breaker.layout) return false
  return breaker.write || lease.type === F_WRLCK
}

/** Type of a lease after its break. */
export function targetType(lease: Lease): LeaseType {
  if (lease.pending === 'unlock') return F_UNLCK
  if (lease.pending === 'downgrade') return F_RDLCK
  return lease.type
}
