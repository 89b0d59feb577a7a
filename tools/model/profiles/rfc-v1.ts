import { ext4Proposal, noBreaks, xfsProposal } from './layout-tables.ts'
import type { Profile } from './profile.ts'

/** The ten patches of 5 June 2019 on a 5.2-rc kernel. */
export const rfcV1: Profile = {
  name: 'rfc-v1',
  release: '5.2-rc with "[PATCH RFC 00/10] RDMA/FS DAX truncate proposal" (5 June 2019)',
  rules: {
    layoutRequest: { value: 'exact', row: 'A1-A4', source: 'v1 patch 2, assign_type' },
    leaseFiles: { value: 'any', row: 'A19', source: 'fs/locks.c vfs_setlease, v5.2' },
    secondExclusive: {
      value: 'granted',
      row: 'A10',
      source: 'without effect: v1 has no exclusive leases',
    },
    ownExclusive: {
      value: 'EDEADLOCK',
      row: 'C12',
      source: 'without effect: v1 has no exclusive leases',
    },
    releaseWithPins: { value: 'accepted', row: 'A24', source: 'v1 cover letter' },
    expiry: { value: 'removed', row: 'C4, D8', source: 'v1 patch 2' },
    writeLeaseCounts: {
      value: 'references',
      row: '2.2',
      source: 'fs/locks.c check_conflicting_open, v5.2 (counts became i_readcount in v5.3)',
    },
    pinGate: { value: 'layout-lease', row: 'B1-B6', source: 'v1 patch 4' },
    pinGateAt: { value: 'page', row: 'B18', source: 'v1 patch 4, deduced' },
    pinOwners: { value: 'any', row: 'B4', source: 'v1 patch 4' },
    pinRecords: { value: false, row: 'E2', source: 'v1 cover letter' },
    zombieLease: { value: 'permits', row: 'B13', source: 'without effect: v1 has no records' },
    dirtyTrackedPin: { value: 'pinned', row: 'B16', source: 'mm/gup.c check_vma_flags, v5.2' },
    ioUringFiles: {
      value: 'refused',
      row: 'B4a',
      source: 'fs/io_uring.c io_sqe_buffer_register, v5.2',
    },
    readOnlyRegion: {
      value: 'write',
      row: '2.6',
      source: 'drivers/infiniband/core/umem.c ib_umem_get, v5.2 (FOLL_WRITE | FOLL_FORCE)',
    },
    busyVerdict: { value: 'refuse', row: 'C9, C32', source: 'v1 patches 7 and 9' },
    directEnd: {
      value: 'wakes',
      row: 'G1a',
      source: 'without effect: v1 refuses',
    },
    busyRange: { value: 'range', row: '2.7', source: 'v1 patches 6 and 8' },
    layoutSteps: {
      value: { ext4: ext4Proposal, xfs: xfsProposal, other: noBreaks },
      row: '2.7',
      source: 'v1 patches 5 to 9',
    },
    daxReflink: {
      value: 'EINVAL',
      row: 'X9',
      source: 'fs/xfs/xfs_reflink.c xfs_reflink_remap_prep, v5.2',
    },
    leaseInterrupt: {
      value: { ext4: 'goes-on', xfs: 'not-noticed', other: 'goes-on' },
      row: 'C28, X7',
      source: 'v1 patch 5 ignores the result; XFS loops, deduced from the fix of 19 August 2019',
    },
    exclusiveRefusal: {
      value: { ext4: 'returned', xfs: 'swallowed', other: 'returned' },
      row: 'X1',
      source: 'without effect: v1 has no exclusive leases',
    },
    leaseWaitLocks: {
      value: { ext4: 'kept', xfs: 'dropped', other: 'kept' },
      row: 'C22',
      source: 'v1 patch 5; fs/xfs/xfs_pnfs.c xfs_break_leased_layouts, v5.2',
    },
    attributeLock: { value: 'deaf', row: 'C22', source: 'fs/open.c do_truncate, v5.2' },
    rangeCheck: {
      value: { ext4: 'first', xfs: 'last', other: 'first' },
      row: 'C20',
      source: 'fs/ext4/extents.c ext4_collapse_range, fs/xfs/xfs_file.c xfs_file_fallocate, v5.2',
    },
    eviction: { value: 'not-waited', row: 'E13', source: 'deduced' },
    procLocksBreaking: {
      value: 'held',
      row: '5',
      source: 'fs/locks.c lock_get_status, v5.2',
    },
    filePins: { value: false, row: '5', source: 'v1 cover letter' },
  },
}
