/** Name of an errno, or of the signal that a load or store raises. */
export type Errno =
  | 'EPERM'
  | 'ENOENT'
  | 'ESRCH'
  | 'EINTR'
  | 'ENXIO'
  | 'EBADF'
  | 'EAGAIN'
  | 'ENOMEM'
  | 'EACCES'
  | 'EFAULT'
  | 'EBUSY'
  | 'EEXIST'
  | 'ENODEV'
  | 'ENOTDIR'
  | 'EISDIR'
  | 'EINVAL'
  | 'EFBIG'
  | 'ETXTBSY'
  | 'ESPIPE'
  | 'EDEADLOCK'
  | 'ENAMETOOLONG'
  | 'EOPNOTSUPP'
  | 'SIGBUS'
  | 'SIGSEGV'

/** Numbers of the errnos, and of the signals that loads and stores raise. */
export const errnos: Readonly<Record<Errno, number>> = {
  EPERM: 1,
  ENOENT: 2,
  ESRCH: 3,
  EINTR: 4,
  ENXIO: 6,
  EBADF: 9,
  EAGAIN: 11,
  ENOMEM: 12,
  EACCES: 13,
  EFAULT: 14,
  EBUSY: 16,
  EEXIST: 17,
  ENODEV: 19,
  ENOTDIR: 20,
  EISDIR: 21,
  EINVAL: 22,
  EFBIG: 27,
  ETXTBSY: 26,
  ESPIPE: 29,
  EDEADLOCK: 35,
  ENAMETOOLONG: 36,
  EOPNOTSUPP: 95,
  SIGBUS: 7,
  SIGSEGV: 11,
}
