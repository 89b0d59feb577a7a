// Values of x86-64 Linux (include/uapi/asm-generic), the F_LAYOUT and F_EXCLUSIVE ones of the
// series of 5 June and 9 August 2019.

/** Bytes in a page. */
export const PAGE = 4096

/** Open for reading only; open(2). */
export const O_RDONLY = 0
/** Open for writing only; open(2). */
export const O_WRONLY = 1
/** Open for reading and writing; open(2). */
export const O_RDWR = 2
/** Make the file if there is none; open(2). */
export const O_CREAT = 0o100
/** With `O_CREAT`: refuse a file that exists; open(2). */
export const O_EXCL = 0o200
/** Cut the file to length 0; breaks leases as a truncate does; open(2). */
export const O_TRUNC = 0o1000
/** Write at the end; open(2). */
export const O_APPEND = 0o2000
/** Do not wait for a lease to be broken: `EAGAIN`, with the break begun; open(2). */
export const O_NONBLOCK = 0o4000
/** Bypass the page cache; open(2). */
export const O_DIRECT = 0o40000
/** Close on exec; open(2). */
export const O_CLOEXEC = 0o2000000
/** Open the path, not the file: breaks no lease; open(2). */
export const O_PATH = 0o10000000

/** Duplicate onto the lowest free descriptor from the argument on; fcntl(2). */
export const F_DUPFD = 0
/** Descriptor flags; fcntl(2). */
export const F_GETFD = 1
/** The descriptor flag: closed by `execve`; fcntl(2). */
export const FD_CLOEXEC = 1
/** Change the descriptor flags; fcntl(2). */
export const F_SETFD = 2
/** Access mode and status flags; fcntl(2). */
export const F_GETFL = 3
/** Change the status flags; fcntl(2). */
export const F_SETFL = 4
/** Choose the process that gets the signals of the descriptor; fcntl(2). */
export const F_SETOWN = 8
/** Process that gets the signals; fcntl(2). */
export const F_GETOWN = 9
/** Choose the signal, and have it carry `si_fd`; fcntl(2). */
export const F_SETSIG = 10
/** Signal that was chosen, 0 for plain `SIGIO`; fcntl(2). */
export const F_GETSIG = 11
/** As `F_SETOWN`; the argument is a process id here, `F_OWNER_PID` is meant; fcntl(2). */
export const F_SETOWN_EX = 15
/** As `F_GETOWN`; fcntl(2). */
export const F_GETOWN_EX = 16
/** Take, change or release a lease; fcntl(2), F_SETLEASE(2const). */
export const F_SETLEASE = 1024
/** Type of the lease held, or the one a break asks for; fcntl(2). */
export const F_GETLEASE = 1025

/** Read lease; fcntl(2). */
export const F_RDLCK = 0
/** Write lease; fcntl(2). */
export const F_WRLCK = 1
/** No lease; fcntl(2). */
export const F_UNLCK = 2
/** Old flock value, no type of lease; include/uapi/asm-generic/fcntl.h. */
export const F_EXLCK = 4
/** Old flock value, no type of lease; include/uapi/asm-generic/fcntl.h. */
export const F_SHLCK = 8
/** Layout lease; v1 patch 2, 5 June 2019; never merged. */
export const F_LAYOUT = 16
/** Modifier of `F_LAYOUT`; v2 patch 2, 9 August 2019; never merged. */
export const F_EXCLUSIVE = 32

/** No access; mmap(2). */
export const PROT_NONE = 0
/** Pages may be read; mmap(2). */
export const PROT_READ = 1
/** Pages may be written; mmap(2). */
export const PROT_WRITE = 2
/** Stores reach the file; mmap(2). */
export const MAP_SHARED = 1
/** Stores make a copy; mmap(2). */
export const MAP_PRIVATE = 2
/** As `MAP_SHARED`, and refuse unknown flags; mmap(2). */
export const MAP_SHARED_VALIDATE = 3
/** Memory without a file; mmap(2). */
export const MAP_ANONYMOUS = 0x20
/** Fault all pages in at once; mmap(2). */
export const MAP_POPULATE = 0x8000
/** DAX only: metadata is safe when a fault returns; mmap(2). */
export const MAP_SYNC = 0x80000

/** Leave the size as it is; fallocate(2). */
export const FALLOC_FL_KEEP_SIZE = 1
/** Free the range; needs `FALLOC_FL_KEEP_SIZE`; fallocate(2). */
export const FALLOC_FL_PUNCH_HOLE = 2
/** Take the range out, without a hole; fallocate(2). */
export const FALLOC_FL_COLLAPSE_RANGE = 8
/** Zero the range; fallocate(2). */
export const FALLOC_FL_ZERO_RANGE = 0x10
/** Put a hole in, moving what follows; fallocate(2). */
export const FALLOC_FL_INSERT_RANGE = 0x20

/** The pin may last; flag of `pin_user_pages`, as are the next two. Their numbers are our own. */
export const FOLL_LONGTERM = 1
/** The pin is for writing. */
export const FOLL_WRITE = 2
/** `pin_user_pages_fast` instead of `pin_user_pages`; trace name `fast`. */
export const FOLL_FAST = 4

/** The adapter may write; ibv_reg_mr(3). */
export const IBV_ACCESS_LOCAL_WRITE = 1
/** Peers may write; needs `IBV_ACCESS_LOCAL_WRITE`; ibv_reg_mr(3). */
export const IBV_ACCESS_REMOTE_WRITE = 2
/** Peers may read; ibv_reg_mr(3). */
export const IBV_ACCESS_REMOTE_READ = 4
/** On-demand paging: nothing is pinned; ibv_reg_mr(3). */
export const IBV_ACCESS_ON_DEMAND = 0x40

/** Stands for the descriptor of the RDMA context in `send_fd`, as it does in `file_pins`. */
export const RDMA_FD = 100

/** Hang-up; signal(7). */
export const SIGHUP = 1
/** Interrupt from the keyboard; signal(7). */
export const SIGINT = 2
/** Access beyond the end of a mapped file; signal(7). */
export const SIGBUS = 7
/** Kill, cannot be caught; signal(7). */
export const SIGKILL = 9
/** For programs to use; signal(7). */
export const SIGUSR1 = 10
/** Access to what is not mapped; signal(7). */
export const SIGSEGV = 11
/** For programs to use; signal(7). */
export const SIGUSR2 = 12
/** Timer; signal(7). */
export const SIGALRM = 14
/** End; signal(7). */
export const SIGTERM = 15
/** A child ended; signal(7). */
export const SIGCHLD = 17
/** Stop, cannot be caught; signal(7). */
export const SIGSTOP = 19
/** Urgent data; signal(7). */
export const SIGURG = 23
/** What a lease break sends unless `F_SETSIG` chose otherwise; signal(7). */
export const SIGIO = 29
/** As the C library counts it: the first two real-time signals are its own. */
export const SIGRTMIN = 34
/** Last real-time signal; signal(7). */
export const SIGRTMAX = 64
