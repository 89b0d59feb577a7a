import { errorAliases, errors } from './errors.ts'
import { signalAliases, signals } from './signals.ts'

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

/** Words of kernels that pages can use, in addition to the selectors of targets. */
export interface KernelVocabulary {
  readonly fileSystems: readonly string[]
  /** Words for several filesystems, not including character devices such as `device-dax`. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  readonly capabilities: readonly string[]
  readonly errors: readonly string[]
  readonly signals: readonly string[]
  /** Second names, with the first names: `EWOULDBLOCK`, `EAGAIN`. */
  readonly aliases: Readonly<Record<string, string>>
  /** Selector of the targets that pages describe: the proposal, before the behavior of others. */
  readonly leading: string
  /** Noun for what has releases. */
  readonly system: string
}

/** Words of kernels that pages can use, in addition to the selectors of targets. */
export const kernelVocabulary: KernelVocabulary = {
  fileSystems,
  groups: { dax: ['ext4-dax', 'xfs-dax'] },
  capabilities,
  errors,
  signals,
  aliases: { ...errorAliases, ...signalAliases },
  leading: 'rfc',
  system: 'kernel',
}
