import type { LayoutFamily } from '../profiles/profile.ts'

/** Filesystems that the model knows. */
export type FileSystemName =
  | 'ext4-dax'
  | 'xfs-dax'
  | 'ext4'
  | 'xfs'
  | 'tmpfs'
  | 'btrfs'
  | 'overlay'
  | 'hugetlbfs'
  | 'device-dax'

export interface FileSystem {
  readonly dax: boolean
  /** Family whose layout-break code it uses. */
  readonly family: LayoutFamily
  /** Whether it opted in to leases when that became a requirement. */
  readonly leases: boolean
  /** Whether shared writable mappings need dirty tracking. */
  readonly dirtyTracked: boolean
  /** Whether io_uring accepted buffers in its files even before 6.5. */
  readonly memoryBacked: boolean
  /** Whether reads take the inode lock. */
  readonly readLocks: boolean
  /** fallocate modes in addition to 0 and PUNCH_HOLE: ZERO_RANGE, COLLAPSE_RANGE, INSERT_RANGE. */
  readonly zero: boolean
  readonly move: boolean
  readonly reflinks: boolean
  /** Whether read, write and truncate work. */
  readonly regular: boolean
}

const disk = {
  dax: false,
  family: 'other',
  leases: true,
  dirtyTracked: true,
  memoryBacked: false,
  readLocks: false,
  reflinks: false,
  zero: true,
  move: true,
  regular: true,
} as const
const memory = {
  ...disk,
  dirtyTracked: false,
  memoryBacked: true,
  zero: false,
  move: false,
} as const

/**
 * Filesystems by name.
 *
 * @see measured: fallocate modes on tmpfs, ext4 and xfs; `mm/shmem.c shmem_fallocate, v6.18`;
 *   `fs/btrfs/file.c btrfs_fallocate, v6.18`; `fs/hugetlbfs/inode.c hugetlbfs_fallocate, v6.18`
 */
export const fileSystems: Readonly<Record<FileSystemName, FileSystem>> = {
  'ext4-dax': { ...disk, dax: true, family: 'ext4', readLocks: true },
  'xfs-dax': { ...disk, dax: true, family: 'xfs', readLocks: true, reflinks: true },
  ext4: { ...disk, family: 'ext4' },
  xfs: { ...disk, family: 'xfs', readLocks: true, reflinks: true },
  tmpfs: memory,
  btrfs: { ...disk, move: false, reflinks: true },
  overlay: { ...disk },
  hugetlbfs: { ...memory, leases: false, regular: false },
  'device-dax': { ...memory, leases: false, regular: false },
}
