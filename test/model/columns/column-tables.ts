import type { ProfileName } from '../../../tools/model/index.ts'

/** Expected output by columns: `v1*` is v1 with its variants, `main` is mainline. */
export type Columns = readonly (readonly [columns: string, expected: string])[]

const main: readonly ProfileName[] = ['linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2']

/** Profiles by their words in the tables below. */
export const columns: Readonly<Record<string, readonly ProfileName[]>> = {
  v1: ['rfc-v1'],
  kill: ['rfc-v1+kill'],
  exclusive: ['rfc-v1+exclusive'],
  'v1*': ['rfc-v1', 'rfc-v1+kill', 'rfc-v1+exclusive'],
  v2: ['rfc-v2'],
  posted: ['rfc-v2+posted'],
  intent: ['rfc-v2+intent'],
  blocks: ['rfc-v2+unlock-blocks'],
  'v2*': ['rfc-v2', 'rfc-v2+posted', 'rfc-v2+intent', 'rfc-v2+unlock-blocks'],
  '6.1': ['linux-6.1'],
  '6.12': ['linux-6.12'],
  '6.18': ['linux-6.18'],
  '7.2': ['linux-7.2'],
  main,
}

/**
 * Effects of table 2.7, in the order of `fiveMeetings`: a lease without a mapping and with one, a
 * pin with a mapping and without one, all three. `T` is `lease-break-time`, `!` is a signal.
 */
export const layoutTable: Readonly<Record<string, Columns>> = {
  'ext4-dax shrink': [
    ['v1 kill', '0, T 0!, ETXTBSY, 0, T ETXTBSY!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, ETXTBSY, 0, ETXTBSY'],
    ['v2*', '0, ETXTBSY, HANG, 0, HANG!'],
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'ext4-dax grow': [
    ['v1 kill v2*', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'ext4-dax allocate': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'ext4-dax hole': [
    ['v1 kill', '0, T 0!, ETXTBSY, 0, T ETXTBSY!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, ETXTBSY, 0, ETXTBSY'],
    ['v2*', '0, ETXTBSY, HANG, 0, HANG!'],
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'ext4-dax write': [
    ['v1 kill v2* main', '1, 1, 1, 1, 1'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 1, 1, ETXTBSY'],
  ],
  'ext4-dax remap': [
    ['v1* v2* main', 'EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP'],
  ],
  'xfs-dax shrink': [
    ['v1 kill', 'T 0!, T 0!, ETXTBSY, 0, T ETXTBSY!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, ETXTBSY, 0, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, HANG, 0, HANG!'],
    ['posted', '0, 0, HANG, 0, HANG!'],
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'xfs-dax grow': [
    ['v1 kill v2*', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'xfs-dax allocate': [
    ['v1 kill', 'T 0!, T 0!, ETXTBSY, 0, T ETXTBSY!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, HANG, 0, HANG!'],
    ['posted', '0, 0, HANG, 0, HANG!'],
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'xfs-dax hole': [
    ['v1 kill', 'T 0!, T 0!, ETXTBSY, 0, T ETXTBSY!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, ETXTBSY, 0, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, HANG, 0, HANG!'],
    ['posted', '0, 0, HANG, 0, HANG!'],
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'xfs-dax write': [
    ['v1 kill', 'T 1!, T 1!, 1, 1, T 1!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 1, 1, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, 1, 1, T 1!'],
    ['posted', '1, 1, 1, 1, T 1!'],
    ['main', '1, 1, 1, 1, 1'],
  ],
  'xfs-dax remap': [
    ['v1 kill', 'T EINVAL!, T EINVAL!, EINVAL, EINVAL, T EINVAL!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, EINVAL, EINVAL, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, EINVAL, EINVAL, T EINVAL!'],
    ['posted', 'EINVAL, EINVAL, EINVAL, EINVAL, T EINVAL!'],
    // Measured on 6.1 and 6.12: gup-dax(7), example `reflink-waits`.
    ['6.1 6.12', '0, 0, HANG, 0, HANG'],
    ['6.18 7.2', '0, 0, HANG, HANG, HANG'],
  ],
  'ext4 shrink': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'ext4 grow': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'ext4 allocate': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'ext4 hole': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'ext4 write': [
    ['v1 kill v2* main', '1, 1, 1, 1, 1'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 1, 1, ETXTBSY'],
  ],
  'ext4 remap': [['v1* v2* main', 'EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP']],
  'xfs shrink': [
    ['v1 kill', 'T 0!, T 0!, 0, 0, T 0!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, 0, 0, T 0!'],
    ['posted', '0, 0, 0, 0, T 0!'],
    ['main', '0, 0, 0, 0, 0'],
  ],
  'xfs grow': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'xfs allocate': [
    ['v1 kill', 'T 0!, T 0!, 0, 0, T 0!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, 0, 0, T 0!'],
    ['posted', '0, 0, 0, 0, T 0!'],
    ['main', '0, 0, 0, 0, 0'],
  ],
  'xfs hole': [
    ['v1 kill', 'T 0!, T 0!, 0, 0, T 0!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, 0, 0, T 0!'],
    ['posted', '0, 0, 0, 0, T 0!'],
    ['main', '0, 0, 0, 0, 0'],
  ],
  'xfs write': [
    ['v1 kill', 'T 1!, T 1!, 1, 1, T 1!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 1, 1, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, 1, 1, T 1!'],
    ['posted', '1, 1, 1, 1, T 1!'],
    ['main', '1, 1, 1, 1, 1'],
  ],
  'xfs remap': [
    ['v1 kill', 'T 0!, T 0!, 0, 0, T 0!'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
    ['v2 intent blocks', 'ETXTBSY, ETXTBSY, 0, 0, T 0!'],
    ['posted', '0, 0, 0, 0, T 0!'],
    ['main', '0, 0, 0, 0, 0'],
  ],
  'btrfs shrink': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'btrfs grow': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'btrfs allocate': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'btrfs hole': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
  'btrfs write': [
    ['v1 kill v2* main', '1, 1, 1, 1, 1'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 1, 1, ETXTBSY'],
  ],
  'btrfs remap': [
    ['v1 kill v2* main', '0, 0, 0, 0, 0'],
    ['exclusive', 'ETXTBSY, ETXTBSY, 0, 0, ETXTBSY'],
  ],
}

/** Expected output of probes by their titles. */
export const probeTable: Readonly<Record<string, Columns>> = {
  'arguments that mean a layout lease': [
    ['v1*', '0 16 0, EINVAL 2 EAGAIN, EINVAL 2 EAGAIN, EINVAL 2 EAGAIN, EINVAL 2 EAGAIN'],
    ['v2*', '0 16 0, 0 16 0, 0 16 0, 0 16 0, EINVAL 2 EAGAIN'],
    ['main', 'EINVAL 2 EAGAIN, EINVAL 2 EAGAIN, EINVAL 2 EAGAIN, EINVAL 2 EAGAIN, EINVAL 2 EAGAIN'],
  ],
  'a read lease where the filesystem has not opted in': [
    ['v1* v2* 6.1 6.12 6.18', '0'],
    ['7.2', 'EINVAL'],
  ],
  'a holder that chose SIGKILL and does not answer': [
    ['v1 exclusive v2* main', '0, BLOCK→3, killed'],
    ['kill', '0, BLOCK T→3, killed'],
  ],
  'a write lease on tmpfs': [
    ['v1*', 'EAGAIN'],
    ['v2* main', '0'],
  ],
  'RDMA without a lease, with F_LAYOUT of another, with F_LAYOUT, with F_EXCLUSIVE': [
    ['v1*', 'EPERM, ok, ok, ok, EPERM'],
    ['v2*', 'EPERM, EPERM, EPERM, EPERM, ok'],
    ['main', 'EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP, EOPNOTSUPP'],
  ],
  'others than RDMA under the lease': [
    ['v1*', 'ok, EOPNOTSUPP'],
    ['v2*', 'EPERM, EPERM'],
    ['main', 'EOPNOTSUPP, EOPNOTSUPP'],
  ],
  'a private mapping without a lease': [
    ['v1* v2*', 'ok'],
    ['main', 'EOPNOTSUPP'],
  ],
  'a lease whose descriptor and mapping are gone': [
    ['v1*', '0, EPERM, ETXTBSY'],
    ['v2 posted blocks', '1, ok, ETXTBSY'],
    ['intent', '1, EPERM, ETXTBSY'],
    ['main', '0, EOPNOTSUPP, 0'],
  ],
  'long-term pins of page-cache memory': [
    ['v1* v2* 6.1', 'ok, EOPNOTSUPP, EFAULT, EOPNOTSUPP'],
    ['6.12 6.18 7.2', 'EFAULT, EFAULT, ok, ok'],
  ],
  'long-term pins whose lease is gone': [
    ['v1* intent', '0, ETXTBSY'],
    ['v2 posted blocks', '0, HANG'],
    ['main', 'EAGAIN, 0'],
  ],
  'a punch beside the pinned page': [
    ['v1* v2*', '0'],
    ['main', 'HANG'],
  ],
  'a release with pins': [
    ['v1* v2 posted', '0'],
    ['intent', 'EBUSY'],
    ['blocks', 'HANG'],
    ['main', 'EAGAIN'],
  ],
  'a second exclusive holder, and the own change of the first': [
    ['v1 kill', '0, 0, 0, BLOCK T→0'],
    ['exclusive', '0, EAGAIN, EAGAIN, 0'],
    ['v2*', '0, 0, 0, EDEADLOCK'],
    ['main', 'EINVAL, EINVAL, EAGAIN, 0'],
  ],
  'a signal to a breaker on ext4': [
    ['v1 kill main', '0'],
    ['exclusive', 'ETXTBSY'],
    ['v2*', 'EINTR'],
  ],
  'a signal to a breaker on XFS': [
    ['v1 kill v2*', 'blocked'],
    ['exclusive', 'ETXTBSY'],
    ['main', '0'],
  ],
  'locks of a breaker on ext4': [
    ['v1 kill v2*', 'blocked, blocked'],
    ['exclusive', '1, 0'],
    ['main', 'SIGBUS, 0'],
  ],
  'locks of a breaker on XFS': [
    ['v1* v2*', '1, 0'],
    ['main', 'SIGBUS, 0'],
  ],
  'the last close of a deleted file with a busy page': [
    ['v1* v2* 6.1 6.12', '0'],
    ['6.18 7.2', 'HANG'],
  ],
  'a lease being broken in /proc/locks': [
    ['v1* v2*', 'LEASE  BREAKING  READ'],
    ['main', 'LEASE  BREAKING  UNLC'],
  ],
  '/proc/self/file_pins': [
    ['v1* main', 'ENOENT'],
    ['v2*', '100: /dev/infiniband/uverbs0\n   /sim/f\n'],
  ],
}
