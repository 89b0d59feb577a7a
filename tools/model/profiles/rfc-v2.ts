import { ext4Proposal, noBreaks, xfsProposal } from './layout-tables.ts'
import type { Profile } from './profile.ts'

/** The nineteen patches of 9 August 2019 with the XFS fix of 19 August. */
export const rfcV2: Profile = {
  name: 'rfc-v2',
  release: '5.3-rc with "[RFC PATCH v2 00/19] RDMA/FS DAX truncate proposal" (9 August 2019)',
  rules: {
    layoutRequest: { value: 'bits', row: 'A1-A4', source: 'v2 patches 1 and 2' },
    leaseFiles: { value: 'any', row: 'A19', source: 'fs/locks.c vfs_setlease, v5.3' },
    secondExclusive: {
      value: 'granted',
      row: 'A10',
      source: 'v2 patch 2, deduced: layout leases skip the conflict tests',
    },
    ownExclusive: { value: 'EDEADLOCK', row: 'C12, C14', source: 'v2 patch 2' },
    releaseWithPins: { value: 'accepted', row: 'A24', source: 'v2 cover letter item 4' },
    expiry: { value: 'removed', row: 'D7', source: 'fs/locks.c time_out_leases, v5.3' },
    writeLeaseCounts: {
      value: 'opens',
      row: '2.2',
      source: 'fs/locks.c check_conflicting_open, v5.3',
    },
    pinGate: { value: 'own-exclusive-lease', row: 'B1-B8', source: 'v2 patch 4' },
    pinGateAt: { value: 'page', row: 'B18', source: 'v2 patch 4, deduced' },
    pinOwners: { value: 'rdma', row: 'B4', source: 'v2 cover letter item 8, patch 19' },
    pinRecords: { value: true, row: 'E2, B13', source: 'v2 patch 14' },
    zombieLease: { value: 'permits', row: 'B13', source: 'v2 patch 14, deduced' },
    dirtyTrackedPin: { value: 'pinned', row: 'B16', source: 'mm/gup.c check_vma_flags, v5.3' },
    ioUringFiles: {
      value: 'refused',
      row: 'B4a',
      source: 'fs/io_uring.c io_sqe_buffer_register, v5.3',
    },
    readOnlyRegion: {
      value: 'write',
      row: '2.6',
      source: 'drivers/infiniband/core/umem.c ib_umem_get, v5.3 (FOLL_WRITE | FOLL_FORCE)',
    },
    busyVerdict: { value: 'wait', row: 'C9', source: 'v2 patches 5 and 8; mail of 14 August 2019' },
    directEnd: {
      value: 'wakes',
      row: 'G1a',
      source: 'mm/memremap.c __put_devmap_managed_page, v5.3',
    },
    busyRange: { value: 'range', row: '2.7', source: 'v2 patches 6 and 7' },
    layoutSteps: {
      value: { ext4: ext4Proposal, xfs: xfsProposal, other: noBreaks },
      row: '2.7',
      source: 'v2 patches 5 to 8',
    },
    daxReflink: {
      value: 'EINVAL',
      row: 'X9',
      source: 'fs/xfs/xfs_reflink.c xfs_reflink_remap_prep, v5.3',
    },
    leaseInterrupt: {
      value: { ext4: 'EINTR', xfs: 'not-noticed', other: 'EINTR' },
      row: 'C28, X7',
      source: 'v2 patch 5 returns the result; XFS loops, deduced',
    },
    exclusiveRefusal: {
      value: { ext4: 'returned', xfs: 'returned', other: 'returned' },
      row: 'X1, X2',
      source: 'v2 patch 5; XFS fix of 19 August 2019',
    },
    leaseWaitLocks: {
      value: { ext4: 'kept', xfs: 'dropped', other: 'kept' },
      row: 'C22',
      source: 'v2 patch 5; fs/xfs/xfs_pnfs.c xfs_break_leased_layouts, v5.3',
    },
    attributeLock: { value: 'deaf', row: 'C22', source: 'fs/open.c do_truncate, v5.3' },
    rangeCheck: {
      value: { ext4: 'first', xfs: 'last', other: 'first' },
      row: 'C20',
      source: 'fs/ext4/extents.c ext4_collapse_range, fs/xfs/xfs_file.c xfs_file_fallocate, v5.3',
    },
    eviction: { value: 'not-waited', row: 'E13', source: 'deduced' },
    procLocksBreaking: {
      value: 'held',
      row: '5',
      source: 'fs/locks.c lock_get_status, v5.3',
    },
    filePins: { value: true, row: '5', source: 'v2 patch 18' },
  },
}
