import { errorAliases, errors } from './errors.ts'
import { signalAliases, signals } from './signals.ts'

/** File systems that an example may ask for; the port has their type. */
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

/** What a target can do beyond the file systems; the port has their type. */
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

/** The words of kernels that pages may use, besides the selectors of targets. */
export interface KernelVocabulary {
  readonly fileSystems: readonly string[]
  /** Words for several file systems; a character device such as `device-dax` is none. */
  readonly groups: Readonly<Record<string, readonly string[]>>
  readonly capabilities: readonly string[]
  readonly errors: readonly string[]
  readonly signals: readonly string[]
  /** Second names, each with the first one: `EWOULDBLOCK`, `EAGAIN`. */
  readonly aliases: Readonly<Record<string, string>>
  /** Selector of the targets that pages are about: they state the proposal, and then what others do. */
  readonly leading: string
  /** What a release is one of. */
  readonly system: string
}

/** The words of kernels that pages may use, besides the selectors of targets. */
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
