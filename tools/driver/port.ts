import type { OpaqueBuffers, OpaqueMap, OpaquePin, OpaquePipe, OpaqueRegion } from './handles.ts'

/** File systems an example may ask for; `any` is whatever the target has, `dax` either DAX one. */
export type FileSystem =
  | 'any'
  | 'dax'
  | 'ext4-dax'
  | 'xfs-dax'
  | 'ext4'
  | 'xfs'
  | 'tmpfs'
  | 'btrfs'
  | 'overlay'
  | 'hugetlbfs'
  | 'device-dax'

/** What a target can do beyond the file systems. */
export type Capability =
  | 'leases'
  | 'layout'
  | 'dax'
  | 'map-sync'
  | 'io_uring'
  | 'rdma'
  | 'longpin'
  | 'slow-dio'
  | 'vmsplice'
  | 'signals'
  | 'lease-break-time'
  | 'root'
  | 'uid'
  | 'umount'

/** A file that exists before the first call. */
export interface FileSetting {
  readonly name: string
  /** Bytes; default 0. */
  readonly size?: number
  /** Permission bits; default 0o600. */
  readonly mode?: number
  /** User id; default that of the caller. */
  readonly owner?: number
  /** Default `file`. */
  readonly type?: 'file' | 'dir' | 'fifo'
}

/** What `openWorld` takes; every member has a default. */
export interface WorldOptions {
  /** Default `any`. */
  readonly fs?: FileSystem
  /** Seconds, at least 0 (0: never); default the target's own, 45 on a stock kernel. */
  readonly leaseBreakTime?: number
  /** `/proc/sys/fs/leases-enable`; default true. */
  readonly leasesEnable?: boolean
  readonly files?: readonly FileSetting[]
}

/** Who a process runs as. */
export interface ProcessOptions {
  /** Default 0 where permitted, else the caller's. */
  readonly uid?: number
  /** CAP_LEASE; default: as root has it. */
  readonly capLease?: boolean
}

/** A usable target. */
export interface TargetInfo {
  readonly available: true
  /** For instance `sim:rfc-v1` or `host`. */
  readonly name: string
  /** Kernel release (`6.18.44-…`), or what the profile stands for. */
  readonly release: string
  readonly capabilities: readonly Capability[]
  /** File systems on offer, `any` excluded. */
  readonly fs: readonly FileSystem[]
}

/** A target that cannot be used here. */
export interface Unavailable {
  readonly available: false
  readonly name: string
  /** Why, in plain words. */
  readonly reason: string
  /** What would make it work, for instance an apt line. */
  readonly remedy: string
}

/** What a signal brought. */
export interface SignalInfo {
  /** `SIGIO`, `SIGRTMIN+1`, … */
  readonly signal: string
  readonly signo: number
  /** `SI_KERNEL` (0x80) for plain SIGIO, `POLL_MSG` (3) after F_SETSIG. */
  readonly si_code: number
  /** Descriptor of the lease; only present after F_SETSIG. */
  readonly si_fd?: number
}

/** Bytes as they travel in traces. */
export interface Bytes {
  readonly hex: string
}

/** Data to write: text, bytes, or one byte repeated. */
export type Data = string | Bytes | { readonly fill: number; readonly length: number }

/** What `stat` reports. */
export interface FileStatus {
  readonly size: number
  readonly blocks: number
  readonly dax: boolean
}

/** One call of a signal handler: `{call: 'fcntl', args: [fd, F_SETLEASE, F_UNLCK]}`. */
export interface HandlerCall {
  readonly call: string
  readonly args: readonly unknown[]
}

/** What `sigaction` installs. */
export type SignalAction = 'default' | 'ignore' | 'collect' | readonly HandlerCall[]

/** A mapping, as `mmap` returns it. */
export type Mapping = OpaqueMap
/** An RDMA memory region. */
export type MemoryRegion = OpaqueRegion
/** A set of io_uring fixed buffers. */
export type RegisteredBuffers = OpaqueBuffers
/** A pin of the test module. */
export type Pin = OpaquePin
/** A pipe that holds spliced pages. */
export type Pipe = OpaquePipe

/**
 * A process of the world. Every member is the system call of that name.
 *
 * A refused call rejects with `SystemError`; a blocked one does not settle until it is released;
 * what the target cannot do at all rejects with `UnsupportedError`; a call in a process that a
 * signal has killed rejects with `KilledError`.
 */
export interface Process {
  readonly name: string
  readonly pid: number
  open(path: string, flags: number, mode?: number): Promise<number>
  close(fd: number): Promise<number>
  dup(fd: number): Promise<number>
  fsync(fd: number): Promise<number>
  fcntl(fd: number, command: number, argument?: number): Promise<number>
  pread(fd: number, length: number, offset: number): Promise<Bytes>
  pwrite(fd: number, data: Data, offset: number): Promise<number>
  truncate(path: string, length: number): Promise<number>
  ftruncate(fd: number, length: number): Promise<number>
  fallocate(fd: number, mode: number, offset: number, length: number): Promise<number>
  unlink(path: string): Promise<number>
  rename(from: string, to: string): Promise<number>
  chmod(path: string, mode: number): Promise<number>
  chown(path: string, uid: number, gid: number): Promise<number>
  stat(pathOrFd: string | number): Promise<FileStatus>
  mmap(fd: number, offset: number, length: number, prot: number, flags: number): Promise<Mapping>
  munmap(map: Mapping): Promise<number>
  mprotect(map: Mapping, prot: number): Promise<number>
  /** Rejects with code `SIGBUS` where the access would raise it. */
  load(map: Mapping, offset: number, length: number): Promise<Bytes>
  /** Rejects with code `SIGBUS` where the access would raise it. */
  store(map: Mapping, offset: number, data: Data): Promise<number>
  ibv_reg_mr(map: Mapping, offset: number, length: number, access?: number): Promise<MemoryRegion>
  ibv_dereg_mr(mr: MemoryRegion): Promise<number>
  io_uring_register_buffers(
    map: Mapping,
    offset: number,
    length: number,
  ): Promise<RegisteredBuffers>
  io_uring_unregister_buffers(buffers: RegisteredBuffers): Promise<number>
  pin_user_pages(map: Mapping, offset: number, length: number, flags: number): Promise<Pin>
  unpin_user_pages(pin: Pin): Promise<number>
  vmsplice(map: Mapping, offset: number, length: number): Promise<Pipe>
  drain(pipe: Pipe): Promise<number>
  /**
   * Write pages of a map with O_DIRECT to a device that takes whole `seconds` for it, at least 1:
   * meanwhile they are pinned for the short term, and the call sleeps.
   */
  writeDirect(map: Mapping, offset: number, length: number, seconds: number): Promise<number>
  /** Make a child that inherits descriptors and maps; `world.process(child)` then names it. */
  fork(child: string): Promise<number>
  /**
   * Run another program in the process: mappings, memory regions and registered buffers go, and
   * with them every descriptor that has `FD_CLOEXEC`; handlers fall back to the default, while
   * ignored, collected and blocked signals stay so; CAP_LEASE is what root has again. Calls of
   * other threads never return (`KilledError`, SIGKILL).
   *
   * @returns
   *   0, in the new program.
   * @see execve(2), Effect on process attributes; capabilities(7);
   *   measured: test/driver/contract/sharing-rows.ts
   */
  execve(): Promise<number>
  /**
   * Pass a descriptor to a process of the world by a message with SCM_RIGHTS.
   *
   * @param receiver
   *   Whose descriptor it becomes too; it shares the open file description, its lease included.
   * @param fd
   *   Own descriptor, or `RDMA_FD` for the RDMA context with its memory regions.
   * @returns
   *   Its number there: the lowest that is free.
   * @throws {SystemError} `EBADF`
   *   If `fd` is not open; `ESRCH` if the receiver has ended.
   * @see unix(7), SCM_RIGHTS; measured: test/driver/contract/sharing-rows.ts
   */
  send_fd(receiver: Process | number, fd: number): Promise<number>
  /**
   * Make a file share all blocks of another, as `ioctl(to, FICLONE, from)` does.
   *
   * @param to
   *   Descriptor open for writing.
   * @param from
   *   Descriptor open for reading, on the same file system.
   * @throws {SystemError} `EOPNOTSUPP`
   *   If the file system shares no blocks; `EBADF` for the wrong open mode; `EISDIR`, `EINVAL` for
   *   what is no regular file.
   * @see FICLONE(2const); measured: test/driver/contract/sharing-rows.ts
   */
  reflink(to: number, from: number): Promise<number>
  /**
   * Unmount the file system of the world, as root; its files are gone afterwards.
   *
   * @throws {SystemError} `EBUSY`
   *   If a file is open, mapped, or kept by the record of a pin; `EPERM` without root.
   * @throws {UnsupportedError} `umount`
   *   On a real kernel, where the world itself stands on it.
   * @see umount(2)
   */
  umount(): Promise<number>
  exit(code?: number): Promise<void>
  kill(target: Process | number, signal: number | string): Promise<number>
  /**
   * Choose what a signal does.
   *
   * @param restart
   *   `restart` for SA_RESTART: a call that the handler interrupts begins again where the kernel
   *   can do that, and does not fail with EINTR.
   * @see sigaction(2); signal(7), Interruption of system calls
   */
  sigaction(signal: number | string, action: SignalAction, restart?: 'restart'): Promise<number>
  sigprocmask(how: 'block' | 'unblock', signal: number | string): Promise<number>
  /** The oldest collected signal, after the world has settled; `null` where none came. */
  nextSignal(): Promise<SignalInfo | null>
  readFile(path: string): Promise<string>
}

/** A kernel, real or simulated, with a file system and processes of its own. */
export interface World extends AsyncDisposable {
  readonly target: TargetInfo
  /** The file system it is on, where the driver knows: never `any` or `dax`. */
  readonly fs?: FileSystem
  /** A directory on the file system asked for; relative paths start here. */
  readonly dir: string
  /** Seconds; settable where the target permits; restored on dispose. */
  leaseBreakTime: number
  /** `/proc/sys/fs/leases-enable`; absent where the target cannot change it. */
  leasesEnable?: boolean
  /** Seconds on the world's clock since it was opened. */
  readonly now: number
  /** The process of that name, made at first use; `as` counts only then. */
  process(name: string, as?: ProcessOptions): Promise<Process>
  /** Resolves when every call has returned or is blocked. */
  settle(): Promise<void>
  /** Let time pass: the virtual clock moves, a real target sleeps. */
  advance(seconds: number): Promise<void>
  /** What has happened so far, as a trace that `manproof replay` accepts. */
  trace(): Trace
}

/** A driver: one target's way to open worlds. */
export interface Driver {
  /** Say what the target can do here, or why it cannot be used. Never throws. */
  probe(): Promise<TargetInfo | Unavailable>
  openWorld(options?: WorldOptions): Promise<World>
}

/** One line of a trace's input. */
export type TraceLine = Readonly<Record<string, unknown>>

/** A run, as JSON Lines values: what was asked, and what happened. */
export interface Trace {
  /** World settings, then calls; `replay` accepts them. */
  readonly input: readonly TraceLine[]
  /** Results, blocked notes and signals in the order in which they happened. */
  readonly output: readonly TraceLine[]
}
