/** Errno names that the model answers with, and the faults of a load or store. */
export const errnos = {
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
} as const satisfies Readonly<Record<string, number>>

/** Name of an errno, or of the signal of a faulting load or store. */
export type Errno = keyof typeof errnos
