/** Filesystems that an example can request; their type is that of the port. */
export const fileSystems = [
  'any',
  'dax',
  'ext4-dax',
  'xfs-dax',
  'ext4',
  'xfs',
  'tmpfs',
  'btrfs',
  'overlay',
  'hugetlbfs',
  'device-dax',
] as const

/** Capabilities of a target in addition to filesystems; their type is that of the port. */
export const capabilities = [
  'leases',
  'layout',
  'dax',
  'map-sync',
  'io_uring',
  'rdma',
  'longpin',
  'slow-dio',
  'vmsplice',
  'signals',
  'lease-break-time',
  'root',
  'uid',
  'umount',
] as const

/** Words for several filesystems, not including character devices such as `device-dax`. */
export const fileSystemGroups: Readonly<Record<string, readonly string[]>> = {
  dax: ['ext4-dax', 'xfs-dax'],
}

/** Selector of the targets that pages describe: the proposal, before the behavior of others. */
export const leadingSelector = 'rfc'
