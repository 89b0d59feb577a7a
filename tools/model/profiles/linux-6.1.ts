import { ext4Mapped, noBreaks, xfsMapped } from './layout-tables.ts'
import type { Profile } from './profile.ts'

/** Mainline 6.1. */
export const linux61: Profile = {
  name: 'linux-6.1',
  release: '6.1',
  rules: {
    layoutRequest: {
      value: 'unknown',
      row: 'A1-A4',
      source: 'fs/locks.c assign_type, v6.1; measured: F_SETLEASE 16, 17, 48 give EINVAL',
    },
    leaseFiles: { value: 'any', row: '2.6', source: 'measured: hugetlbfs takes leases on 6.12' },
    secondExclusive: {
      value: 'granted',
      row: 'A10',
      source: 'without effect: no exclusive leases',
    },
    ownExclusive: { value: 'EDEADLOCK', row: 'C12', source: 'without effect: no exclusive leases' },
    releaseWithPins: { value: 'accepted', row: 'A23', source: 'fcntl(2)' },
    expiry: { value: 'removed', row: 'D7', source: 'fs/locks.c time_out_leases, v6.1; measured' },
    writeLeaseCounts: {
      value: 'opens',
      row: '2.2',
      source: 'fs/locks.c check_conflicting_open, v6.1',
    },
    pinGate: {
      value: 'nobody',
      row: 'B1-B6',
      source: 'mm/gup.c check_vma_flags, v6.1; measured: EOPNOTSUPP on ext4-DAX and xfs-DAX',
    },
    pinGateAt: { value: 'vma', row: 'B18', source: 'mm/gup.c check_vma_flags, v6.1; measured' },
    pinOwners: { value: 'any', row: 'B4', source: 'mm/gup.c, v6.1' },
    pinRecords: { value: false, row: 'E2', source: 'not in mainline' },
    zombieLease: { value: 'permits', row: 'B13', source: 'without effect: no records' },
    dirtyTrackedPin: {
      value: 'pinned',
      row: 'B16',
      source: 'mm/gup.c check_vma_flags, v6.1; measured',
    },
    ioUringFiles: {
      value: 'refused',
      row: 'B4a',
      source: 'io_uring/rsrc.c io_pin_pages, v6.1; measured: EOPNOTSUPP',
    },
    readOnlyRegion: {
      value: 'write',
      row: '2.6',
      source: 'drivers/infiniband/core/umem.c ib_umem_get, v6.1; measured: EFAULT',
    },
    busyVerdict: {
      value: 'wait',
      row: 'C9, G1',
      source: 'fs/ext4/inode.c ext4_break_layouts, v6.1; measured',
    },
    directEnd: {
      value: 'unnoticed',
      row: 'G1a',
      source: 'measured: on 6.1 the truncate sleeps on until a signal is caught',
    },
    busyRange: {
      value: 'file',
      row: 'C10, G1',
      source: 'fs/dax.c dax_layout_busy_page, v6.1; measured: disjoint punch and growing wait',
    },
    layoutSteps: {
      value: { ext4: ext4Mapped, xfs: xfsMapped, other: noBreaks },
      row: '2.7',
      source: 'fs/ext4/inode.c, fs/xfs/xfs_file.c xfs_break_layouts, v6.1; measured',
    },
    daxReflink: {
      value: 'shares',
      row: 'X9',
      source: 'fs/xfs/xfs_reflink.c xfs_reflink_remap_prep, v6.1',
    },
    leaseInterrupt: {
      value: { ext4: 'EINTR', xfs: 'not-noticed', other: 'EINTR' },
      row: 'X7',
      source: 'without effect: only the NFS server takes layout leases',
    },
    exclusiveRefusal: {
      value: { ext4: 'returned', xfs: 'returned', other: 'returned' },
      row: 'X1',
      source: 'without effect: no exclusive leases',
    },
    leaseWaitLocks: {
      value: { ext4: 'kept', xfs: 'dropped', other: 'kept' },
      row: 'C22',
      source: 'without effect: only the NFS server takes layout leases',
    },
    attributeLock: {
      value: 'deaf',
      row: 'C9, G1',
      source: 'fs/open.c do_truncate, v6.1; measured: 6.1 and 6.12, SIGKILL while a truncate waits',
    },
    rangeCheck: {
      value: { ext4: 'locked', xfs: 'last', other: 'first' },
      row: 'C9, G1',
      source: 'fs/ext4/extents.c ext4_collapse_range, fs/xfs/xfs_file.c xfs_file_fallocate, v6.1',
    },
    eviction: { value: 'not-waited', row: 'G5', source: 'fs/dax.c, v6.1' },
    procLocksBreaking: {
      value: 'target',
      row: '5',
      source: 'fs/locks.c lock_get_status, v6.1; measured: BREAKING UNLCK',
    },
    filePins: { value: false, row: '5', source: 'not in mainline' },
  },
}
