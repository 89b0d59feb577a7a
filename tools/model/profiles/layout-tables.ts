import type { LayoutStep, LayoutTable } from './profile.ts'

const lease: LayoutStep = { step: 'lease', when: 'always' }
const mappedLease: LayoutStep = { step: 'lease', when: 'dax-mapped' }
const mappedBusy: LayoutStep = { step: 'busy', when: 'dax-mapped' }
const daxBusy: LayoutStep = { step: 'busy', when: 'dax' }

/** Page-cache filesystems without layout-break code. */
export const noBreaks: LayoutTable = {
  shrink: [],
  grow: [],
  allocate: [],
  hole: [],
  write: [],
  remap: [],
}

/** Each operation that can change the layout first breaks leases, on all filesystems. */
export const everyChange: LayoutTable = {
  shrink: [lease, mappedBusy],
  grow: [lease],
  allocate: [lease],
  hole: [lease, mappedBusy],
  write: [lease],
  remap: [lease],
}

/** ext4 of the series: leases first, so a holder can unpin before pages are checked. */
export const ext4Proposal: LayoutTable = {
  shrink: [mappedLease, mappedBusy],
  grow: [],
  allocate: [],
  hole: [mappedLease, mappedBusy],
  write: [],
  remap: [],
}

/** XFS of the series: leases are broken on all files, by writes too. */
export const xfsProposal: LayoutTable = {
  shrink: [lease, mappedBusy],
  grow: [],
  allocate: [lease, mappedBusy],
  hole: [lease, mappedBusy],
  write: [lease],
  remap: [lease],
}

/** ext4 until 6.14: without a mapping, no wait. */
export const ext4Mapped: LayoutTable = {
  shrink: [mappedBusy],
  grow: [mappedBusy],
  allocate: [],
  hole: [mappedBusy],
  write: [],
  remap: [],
}

/** XFS until 6.14; the lease step is for the NFS server. Measured: a clone waits. */
export const xfsMapped: LayoutTable = {
  shrink: [mappedBusy, lease],
  grow: [mappedBusy, lease],
  allocate: [mappedBusy, lease],
  hole: [mappedBusy, lease],
  write: [lease],
  remap: [mappedBusy, lease],
}

/** ext4 from 6.15: pages count even if they are no longer mapped. */
export const ext4Counted: LayoutTable = {
  shrink: [daxBusy],
  grow: [daxBusy],
  allocate: [],
  hole: [daxBusy],
  write: [],
  remap: [],
}

/** XFS from 6.15. */
export const xfsCounted: LayoutTable = {
  shrink: [daxBusy, lease],
  grow: [daxBusy, lease],
  allocate: [daxBusy, lease],
  hole: [daxBusy, lease],
  write: [lease],
  remap: [daxBusy, lease],
}
