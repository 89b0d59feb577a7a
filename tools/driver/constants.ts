// Values of x86-64 Linux (include/uapi/asm-generic); F_LAYOUT and F_EXCLUSIVE are those of the
// series of 5 June and 9 August 2019.

/** Bytes in a page. */
export const PAGE = 4096

/** Open for reading only; open(2). */
export const O_RDONLY = 0
/** Open for writing only; open(2). */
export const O_WRONLY = 1
/** Open for reading and writing; open(2). */
export const O_RDWR = 2
/** Create the file if it does not exist; open(2). */
export const O_CREAT = 0o100
/** With `O_CREAT`: fail if the file exists; open(2). */
export const O_EXCL = 0o200
/** Truncate the file to length 0, which breaks leases; open(2). */
export const O_TRUNC = 0o1000
/** Append each write to the file; open(2). */
export const O_APPEND = 0o2000
/** Fail with `EAGAIN` after starting a lease break, instead of waiting for it; open(2). */
export const O_NONBLOCK = 0o4000
/** Bypass the page cache; open(2). */
export const O_DIRECT = 0o40000
/** Close on exec; open(2). */
export const O_CLOEXEC = 0o2000000
/** Open the path, not the file, which breaks no lease; open(2). */
export const O_PATH = 0o10000000

/** Duplicate onto the lowest free descriptor not below the argument; fcntl(2). */
export const F_DUPFD = 0
/** Get the descriptor flags; fcntl(2). */
export const F_GETFD = 1
/** Descriptor flag: close on `execve`; fcntl(2). */
export const FD_CLOEXEC = 1
/** Set the descriptor flags; fcntl(2). */
export const F_SETFD = 2
/** Get the access mode and status flags; fcntl(2). */
export const F_GETFL = 3
/** Set the status flags; fcntl(2). */
export const F_SETFL = 4
/** Set the process that receives the signals of the descriptor; fcntl(2). */
export const F_SETOWN = 8
/** Get the process that receives the signals; fcntl(2). */
export const F_GETOWN = 9
/** Set the signal, which then carries `si_fd`; fcntl(2). */
export const F_SETSIG = 10
/** Get the signal that was set, 0 for plain `SIGIO`; fcntl(2). */
export const F_GETSIG = 11
/** As `F_SETOWN`; the argument here is a process id, with `F_OWNER_PID` implied; fcntl(2). */
export const F_SETOWN_EX = 15
/** As `F_GETOWN`; fcntl(2). */
export const F_GETOWN_EX = 16
/** Take, change or release a lease; fcntl(2), F_SETLEASE(2const). */
export const F_SETLEASE = 1024
/** Get the type of the lease, or its target type during a break; fcntl(2). */
export const F_GETLEASE = 1025

/** Read lease; fcntl(2). */
export const F_RDLCK = 0
/** Write lease; fcntl(2). */
export const F_WRLCK = 1
/** No lease; fcntl(2). */
export const F_UNLCK = 2
/** Old flock value, not a lease type; include/uapi/asm-generic/fcntl.h. */
export const F_EXLCK = 4
/** Old flock value, not a lease type; include/uapi/asm-generic/fcntl.h. */
export const F_SHLCK = 8
/** Layout lease; v1 patch 2, 5 June 2019; never merged. */
export const F_LAYOUT = 16
/** Modifier of `F_LAYOUT`; v2 patch 2, 9 August 2019; never merged. */
export const F_EXCLUSIVE = 32

/** No access; mmap(2). */
export const PROT_NONE = 0
/** Pages can be read; mmap(2). */
export const PROT_READ = 1
/** Pages can be written; mmap(2). */
export const PROT_WRITE = 2
/** Stores reach the file; mmap(2). */
export const MAP_SHARED = 1
/** Stores go to a private copy; mmap(2). */
export const MAP_PRIVATE = 2
/** As `MAP_SHARED`, but unknown flags are an error; mmap(2). */
export const MAP_SHARED_VALIDATE = 3
/** Memory without a file; mmap(2). */
export const MAP_ANONYMOUS = 0x20
/** Fault in all pages at once; mmap(2). */
export const MAP_POPULATE = 0x8000
/** DAX only: metadata is durable when a fault returns; mmap(2). */
export const MAP_SYNC = 0x80000

/** Keep the file size; fallocate(2). */
export const FALLOC_FL_KEEP_SIZE = 1
/** Free the range; needs `FALLOC_FL_KEEP_SIZE`; fallocate(2). */
export const FALLOC_FL_PUNCH_HOLE = 2
/** Remove the range without leaving a hole; fallocate(2). */
export const FALLOC_FL_COLLAPSE_RANGE = 8
/** Zero the range; fallocate(2). */
export const FALLOC_FL_ZERO_RANGE = 0x10
/** Insert a hole, moving the data after it; fallocate(2). */
export const FALLOC_FL_INSERT_RANGE = 0x20

/** Long-term pin; flag of `pin_user_pages`, as are the next two. Their values are our own. */
export const FOLL_LONGTERM = 1
/** The pin is for writing. */
export const FOLL_WRITE = 2
/** `pin_user_pages_fast` instead of `pin_user_pages`; `fast` in traces. */
export const FOLL_FAST = 4

/** The adapter can write; ibv_reg_mr(3). */
export const IBV_ACCESS_LOCAL_WRITE = 1
/** Peers can write; needs `IBV_ACCESS_LOCAL_WRITE`; ibv_reg_mr(3). */
export const IBV_ACCESS_REMOTE_WRITE = 2
/** Peers can read; ibv_reg_mr(3). */
export const IBV_ACCESS_REMOTE_READ = 4
/** On-demand paging: nothing is pinned; ibv_reg_mr(3). */
export const IBV_ACCESS_ON_DEMAND = 0x40

/** Descriptor of the RDMA context in `send_fd` and `file_pins`. */
export const RDMA_FD = 100

/** Hangup; signal(7). */
export const SIGHUP = 1
/** Interrupt from the keyboard; signal(7). */
export const SIGINT = 2
/** Access beyond the end of a mapped file; signal(7). */
export const SIGBUS = 7
/** Kill, cannot be caught; signal(7). */
export const SIGKILL = 9
/** User-defined signal; signal(7). */
export const SIGUSR1 = 10
/** Access to unmapped memory; signal(7). */
export const SIGSEGV = 11
/** User-defined signal; signal(7). */
export const SIGUSR2 = 12
/** Timer; signal(7). */
export const SIGALRM = 14
/** Termination; signal(7). */
export const SIGTERM = 15
/** A child ended; signal(7). */
export const SIGCHLD = 17
/** Stop, cannot be caught; signal(7). */
export const SIGSTOP = 19
/** Urgent data; signal(7). */
export const SIGURG = 23
/** Signal of a lease break, unless `F_SETSIG` has set another; signal(7). */
export const SIGIO = 29
/** First real-time signal for programs; the C library reserves the two before it; signal(7). */
export const SIGRTMIN = 34
/** Last real-time signal; signal(7). */
export const SIGRTMAX = 64
