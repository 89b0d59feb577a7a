/** A rule of a profile, with the row of the specification that it implements and its source. */
export interface Rule<T> {
  readonly value: T
  /** Row of the specification: `A1`, `2.7`, … */
  readonly row: string
  /** Patch, mail, kernel symbol and release, `measured: …` or `assumed`. */
  readonly source: string
}

/** Kind of change to the layout of a file. */
export type LayoutOperation =
  /** Truncate to a smaller size. */
  | 'shrink'
  /** Truncate to the same or a larger size. */
  | 'grow'
  /** fallocate mode 0 or KEEP_SIZE. */
  | 'allocate'
  /** PUNCH_HOLE, ZERO_RANGE, COLLAPSE_RANGE, INSERT_RANGE. */
  | 'hole'
  /** write(2) in any form. */
  | 'write'
  /** Reflink, as the destination. */
  | 'remap'

/** A step of the layout-break code: break leases, or check for busy DAX pages. */
export interface LayoutStep {
  readonly step: 'lease' | 'busy'
  /** Which files: all, DAX files, or mapped DAX files. */
  readonly when: 'always' | 'dax' | 'dax-mapped'
}

/** Table 2.7: the steps of each operation, in order. */
export type LayoutTable = Readonly<Record<LayoutOperation, readonly LayoutStep[]>>

/** Filesystem families by layout-break code; `other` has none. */
export type LayoutFamily = 'ext4' | 'xfs' | 'other'

/** Everything in which profiles can differ. */
export interface Rules {
  /**
   * F_SETLEASE arguments that mean a layout lease: none, exactly 16, exactly 16 and then exclusive,
   * or any with bit 16 (exclusive with bit 32).
   */
  readonly layoutRequest: 'unknown' | 'exact' | 'exact-exclusive' | 'bits'
  /** Files that can have leases: any regular one, or those of filesystems that opted in. */
  readonly leaseFiles: 'any' | 'opted-in'
  /** An exclusive request while another process holds an exclusive lease. */
  readonly secondExclusive: 'granted' | 'refused'
  /** Result of a layout change by the holder of an exclusive lease. */
  readonly ownExclusive: 'EDEADLOCK' | 'exempt'
  /** F_UNLCK while pins made under the lease exist. */
  readonly releaseWithPins: 'accepted' | 'refused' | 'waits'
  /** What happens to a lease whose holder does not respond in time. */
  readonly expiry: 'removed' | 'kills-who-asked'
  /** What prevents an ordinary write lease: open counts, or any other reference to the file. */
  readonly writeLeaseCounts: 'opens' | 'references'
  /** Requirement for a long-term pin of FS-DAX memory. */
  readonly pinGate: 'nobody' | 'layout-lease' | 'own-exclusive-lease'
  /** Whether the gate checks the mapping or each page. */
  readonly pinGateAt: 'vma' | 'page'
  /** Which subsystems can pass the gate. */
  readonly pinOwners: 'any' | 'rdma'
  /** Whether a pin keeps the leased open file description alive. */
  readonly pinRecords: boolean
  /** Whether a lease that only pins keep alive permits further pins. */
  readonly zombieLease: 'permits' | 'refuses'
  /** Writable long-term pin of a shared, dirty-tracked page-cache mapping. */
  readonly dirtyTrackedPin: 'pinned' | 'EFAULT'
  /** Fixed buffers of io_uring in file-backed memory. */
  readonly ioUringFiles: 'refused' | 'as-gup'
  /** How a region without write access is pinned. */
  readonly readOnlyRegion: 'write' | 'read'
  /** What happens to an operation on a busy DAX page, or a long-term pinned one. */
  readonly busyVerdict: 'refuse' | 'refuse-longterm' | 'wait'
  /** Whether the end of a direct write wakes the waiters for its pages. */
  readonly directEnd: 'wakes' | 'unnoticed'
  /** Which pages are checked for being busy. */
  readonly busyRange: 'range' | 'file'
  /** Table 2.7. */
  readonly layoutSteps: Readonly<Record<LayoutFamily, LayoutTable>>
  /** Reflink of DAX files. */
  readonly daxReflink: 'EINVAL' | 'shares'
  /** Effect of a signal during the wait for a layout lease. */
  readonly leaseInterrupt: Readonly<Record<LayoutFamily, 'goes-on' | 'EINTR' | 'not-noticed'>>
  /** Whether the errno of an exclusive lease reaches the caller. */
  readonly exclusiveRefusal: Readonly<Record<LayoutFamily, 'returned' | 'swallowed'>>
  /** Whether the waiter for a layout lease keeps the inode locks. */
  readonly leaseWaitLocks: Readonly<Record<LayoutFamily, 'kept' | 'dropped'>>
  /** Whether a fatal signal ends the wait of a truncate, chmod or chown for the inode lock. */
  readonly attributeLock: 'deaf' | 'killable'
  /**
   * When fallocate refuses to move an unaligned range, or one that ends at the end of the file:
   * before it locks the inode, with the lock held, or after it has waited for busy pages.
   */
  readonly rangeCheck: Readonly<Record<LayoutFamily, 'first' | 'locked' | 'last'>>
  /** Whether freeing an inode waits for its busy pages. */
  readonly eviction: 'not-waited' | 'waits'
  /** Type that /proc/locks shows for a lease being broken. */
  readonly procLocksBreaking: 'held' | 'target'
  /** Whether /proc/PID/file_pins exists. */
  readonly filePins: boolean
}

/** Names of the profiles. */
export type ProfileName =
  | 'rfc-v1'
  | 'rfc-v1+kill'
  | 'rfc-v1+exclusive'
  | 'rfc-v2'
  | 'rfc-v2+posted'
  | 'rfc-v2+intent'
  | 'rfc-v2+unlock-blocks'
  | 'linux-6.1'
  | 'linux-6.12'
  | 'linux-6.18'
  | 'linux-7.2'

/** A kernel as a table of rules, for comparison with the specification. */
export interface Profile {
  readonly name: ProfileName
  /** Release that targets report. */
  readonly release: string
  readonly rules: { readonly [K in keyof Rules]: Rule<Rules[K]> }
}
