/** File systems that the model knows. */
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
