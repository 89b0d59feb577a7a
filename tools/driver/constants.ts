// Values of x86-64 Linux (include/uapi/asm-generic), the F_LAYOUT and F_EXCLUSIVE ones of the
// series of 5 June and 9 August 2019.

/** Bytes in a page. */
export const PAGE = 4096

export const O_RDONLY = 0
export const O_WRONLY = 1
export const O_RDWR = 2
export const O_CREAT = 0o100
export const O_EXCL = 0o200
export const O_TRUNC = 0o1000
export const O_APPEND = 0o2000
export const O_NONBLOCK = 0o4000
export const O_DIRECT = 0o40000
export const O_CLOEXEC = 0o2000000
export const O_PATH = 0o10000000

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

export const F_RDLCK = 0
export const F_WRLCK = 1
export const F_UNLCK = 2
export const F_EXLCK = 4
export const F_SHLCK = 8
/** Layout lease; v1 patch 2, 5 June 2019; never merged. */
export const F_LAYOUT = 16
/** Modifier of F_LAYOUT; v2 patch 2, 9 August 2019; never merged. */
export const F_EXCLUSIVE = 32

export const PROT_NONE = 0
export const PROT_READ = 1
export const PROT_WRITE = 2
export const MAP_SHARED = 1
export const MAP_PRIVATE = 2
export const MAP_SHARED_VALIDATE = 3
export const MAP_ANONYMOUS = 0x20
export const MAP_POPULATE = 0x8000
export const MAP_SYNC = 0x80000

export const FALLOC_FL_KEEP_SIZE = 1
export const FALLOC_FL_PUNCH_HOLE = 2
export const FALLOC_FL_COLLAPSE_RANGE = 8
export const FALLOC_FL_ZERO_RANGE = 0x10
export const FALLOC_FL_INSERT_RANGE = 0x20

/** Flags of `pin_user_pages`; numbers are the test module's, names the kernel's. */
export const FOLL_LONGTERM = 1
export const FOLL_WRITE = 2
/** `pin_user_pages_fast` instead of `pin_user_pages`; trace name `fast`. */
export const FOLL_FAST = 4

export const IBV_ACCESS_LOCAL_WRITE = 1
export const IBV_ACCESS_REMOTE_WRITE = 2
export const IBV_ACCESS_REMOTE_READ = 4
export const IBV_ACCESS_ON_DEMAND = 0x40

export const SIGHUP = 1
export const SIGINT = 2
export const SIGBUS = 7
export const SIGKILL = 9
export const SIGUSR1 = 10
export const SIGSEGV = 11
export const SIGUSR2 = 12
export const SIGALRM = 14
export const SIGTERM = 15
export const SIGCHLD = 17
export const SIGSTOP = 19
export const SIGURG = 23
export const SIGIO = 29
/** As the C library counts it: the first two real-time signals are its own. */
export const SIGRTMIN = 34
export const SIGRTMAX = 64
