// Values of x86-64 Linux, include/uapi; copies, because the model imports nothing.

export const PAGE = 4096

export const O_ACCMODE = 3
export const O_WRONLY = 1
export const O_CREAT = 0o100
export const O_EXCL = 0o200
export const O_TRUNC = 0o1000
export const O_APPEND = 0o2000
export const O_NONBLOCK = 0o4000
export const O_ASYNC = 0o20000
/** Flag that the kernel adds to each open of a 64-bit process. */
export const O_LARGEFILE = 0o100000
export const O_DIRECTORY = 0o200000
export const O_NOFOLLOW = 0o400000
export const O_CLOEXEC = 0o2000000
export const O_PATH = 0o10000000
/** Flags of the open itself, which F_GETFL does not report. */
export const O_CREATION: number = 0o100 | 0o200 | 0o400 | 0o1000 | 0o2000000

export const F_DUPFD = 0
export const F_GETFD = 1
export const F_SETFD = 2
export const F_GETFL = 3
export const F_SETFL = 4
export const F_SETOWN = 8
export const F_GETOWN = 9
export const F_SETSIG = 10
export const F_GETSIG = 11
export const F_SETOWN_EX = 15
export const F_GETOWN_EX = 16
export const F_SETLEASE = 1024
export const F_GETLEASE = 1025
export const F_DUPFD_CLOEXEC = 1030

export const F_RDLCK = 0
export const F_WRLCK = 1
export const F_UNLCK = 2
export const F_LAYOUT = 16
export const F_EXCLUSIVE = 32

export const PROT_READ = 1
export const PROT_WRITE = 2
export const MAP_PRIVATE = 2
export const MAP_SHARED_VALIDATE = 3
export const MAP_TYPE = 15
export const MAP_ANONYMOUS = 0x20
export const MAP_POPULATE = 0x8000
export const MAP_SYNC = 0x80000

export const FALLOC_FL_KEEP_SIZE = 1
export const FALLOC_FL_PUNCH_HOLE = 2
export const FALLOC_FL_COLLAPSE_RANGE = 8
export const FALLOC_FL_ZERO_RANGE = 0x10
export const FALLOC_FL_INSERT_RANGE = 0x20

export const FOLL_LONGTERM = 1
export const FOLL_WRITE = 2
export const FOLL_FAST = 4

/** IBV_ACCESS_LOCAL_WRITE, REMOTE_WRITE, REMOTE_ATOMIC and MW_BIND make a region writable. */
export const IBV_ACCESS_WRITABLE: number = 1 | 2 | 8 | 16
export const IBV_ACCESS_LOCAL_WRITE = 1
export const IBV_ACCESS_ON_DEMAND = 0x40

export const SIGKILL = 9
export const SIGSTOP = 19
export const SIGIO = 29
export const SIGRTMIN = 34
export const SIGRTMAX = 64

export const SI_USER = 0
export const SI_KERNEL = 0x80
export const POLL_MSG = 3
