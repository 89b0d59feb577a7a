import type {
  Bytes,
  Data,
  FileStatus,
  Mapping,
  MemoryRegion,
  Pin,
  Pipe,
  RegisteredBuffers,
  SignalAction,
  SignalInfo,
} from './values.ts'

/**
 * A process of the world. Its methods are the system calls of these names.
 *
 * A refused call rejects with {@link SystemError}; a blocked one does not settle until it is released;
 * what the target cannot do at all rejects with {@link UnsupportedError}; a call in a process that a
 * signal has killed rejects with {@link KilledError}.
 * A number that a call resolves to is that of the system call: a descriptor, a count of bytes, or 0.
 */
export interface Process {
  /** Name that `World.process` was given. */
  readonly name: string
  /** Process id; real, or counted by the simulator. */
  readonly pid: number
  /**
   * Open or make a file; open(2). `mode` is that of a new file, default 0o600. It breaks leases
   * as a real open does, and sleeps meanwhile unless `flags` has `O_NONBLOCK`.
   */
  open(path: string, flags: number, mode?: number): Promise<number>
  /** Close a descriptor; close(2). The last one of a description releases its lease. */
  close(fd: number): Promise<number>
  /** Duplicate a descriptor onto the lowest free one; dup(2). Both share the lease. */
  dup(fd: number): Promise<number>
  /** Write the data of a file back; fsync(2). */
  fsync(fd: number): Promise<number>
  /**
   * Take, query or release a lease, or change a descriptor; fcntl(2). `command` is one of the
   * constants `F_...`; for `F_SETLEASE` the argument is the type of the lease.
   */
  fcntl(fd: number, command: number, argument?: number): Promise<number>
  /**
   * Read `length` bytes from `offset` on; pread(2). What is beyond the end of the file is left
   * out.
   */
  pread(fd: number, length: number, offset: number): Promise<Bytes>
  /** Write data at `offset` in bytes; pwrite(2). Resolves to the number of bytes. */
  pwrite(fd: number, data: Data, offset: number): Promise<number>
  /**
   * Cut or extend a file to `length` bytes; truncate(2). It breaks leases, and sleeps meanwhile.
   */
  truncate(path: string, length: number): Promise<number>
  /** As `truncate`, of an open file; ftruncate(2). */
  ftruncate(fd: number, length: number): Promise<number>
  /**
   * Allocate or free a range, in bytes; fallocate(2). `mode` is made of the constants
   * `FALLOC_FL_...`; 0 allocates.
   */
  fallocate(fd: number, mode: number, offset: number, length: number): Promise<number>
  /** Remove a name; unlink(2). */
  unlink(path: string): Promise<number>
  /** Rename a file; rename(2). */
  rename(from: string, to: string): Promise<number>
  /** Change permission bits; chmod(2). */
  chmod(path: string, mode: number): Promise<number>
  /** Change the owner; chown(2). */
  chown(path: string, uid: number, gid: number): Promise<number>
  /** Size, blocks and DAX state of a file; stat(2), statx(2). */
  stat(pathOrFd: string | number): Promise<FileStatus>
  /**
   * Map `length` bytes of a file from `offset` on; mmap(2). `prot` is made of the constants
   * `PROT_...`, `flags` of `MAP_...`.
   */
  mmap(fd: number, offset: number, length: number, prot: number, flags: number): Promise<Mapping>
  /** Take a mapping away; munmap(2). Pins of its pages stay. */
  munmap(map: Mapping): Promise<number>
  /** Change what a mapping permits; mprotect(2). */
  mprotect(map: Mapping, prot: number): Promise<number>
  /**
   * Read memory, from `offset` in the mapping on; rejects with code `SIGBUS` or `SIGSEGV` where the
   * access would raise it.
   */
  load(map: Mapping, offset: number, length: number): Promise<Bytes>
  /** Write memory, in the same way; resolves to the number of bytes. */
  store(map: Mapping, offset: number, data: Data): Promise<number>
  /**
   * Register memory for RDMA, which pins its pages for the long term; ibv_reg_mr(3). `access` is
   * made of the constants `IBV_ACCESS_...`; default `IBV_ACCESS_LOCAL_WRITE`.
   */
  ibv_reg_mr(map: Mapping, offset: number, length: number, access?: number): Promise<MemoryRegion>
  /** Take a memory region back, and its pins with it; ibv_reg_mr(3). */
  ibv_dereg_mr(mr: MemoryRegion): Promise<number>
  /**
   * Register memory as fixed buffers of an io_uring, which pins its pages for the long term;
   * io_uring_register_buffers(3).
   */
  io_uring_register_buffers(
    map: Mapping,
    offset: number,
    length: number,
  ): Promise<RegisteredBuffers>
  /** Take registered buffers back, and their pins with them. */
  io_uring_unregister_buffers(buffers: RegisteredBuffers): Promise<number>
  /**
   * Pin pages as a driver does, by a module of the kernel that only guests load. `flags` is made
   * of the constants `FOLL_...`.
   */
  pin_user_pages(map: Mapping, offset: number, length: number, flags: number): Promise<Pin>
  /** Take a pin back. */
  unpin_user_pages(pin: Pin): Promise<number>
  /** Put pages into a new pipe, which pins them for the short term; vmsplice(2). */
  vmsplice(map: Mapping, offset: number, length: number): Promise<Pipe>
  /** Read a pipe empty, which takes its pins back. */
  drain(pipe: Pipe): Promise<number>
  /**
   * Write pages of a map with `O_DIRECT` to a device that takes whole `seconds` for it, at least 1:
   * meanwhile they are pinned for the short term, and the call sleeps.
   */
  writeDirect(map: Mapping, offset: number, length: number, seconds: number): Promise<number>
  /** Make a child that inherits descriptors and maps; `world.process(child)` then names it. */
  fork(child: string): Promise<number>
  /**
   * Run another program in the process: mappings, memory regions and registered buffers go, and
   * with them every descriptor that has `FD_CLOEXEC`; handlers fall back to the default, while
   * ignored, collected and blocked signals stay so; `CAP_LEASE` is what root has again. Calls of
   * other threads never return (`KilledError`, `SIGKILL`).
   *
   * @returns
   *   0, in the new program.
   * @see execve(2), Effect on process attributes; capabilities(7);
   *   measured: test/driver/contract/sharing-rows.ts
   */
  execve(): Promise<number>
  /**
   * Pass a descriptor to a process of the world by a message with `SCM_RIGHTS`.
   *
   * @param receiver
   *   Whose descriptor it becomes too; it shares the open file description, its lease included.
   * @param fd
   *   Own descriptor, or `RDMA_FD` for the RDMA context with its memory regions.
   * @returns
   *   Its number there: the lowest that is free.
   * @throws {SystemError} `EBADF`
   *   If `fd` is not open; `ESRCH` if the receiver has ended.
   * @see unix(7), `SCM_RIGHTS`; measured: test/driver/contract/sharing-rows.ts
   */
  send_fd(receiver: Process | number, fd: number): Promise<number>
  /**
   * Make a file share all blocks of another, as `ioctl(to, FICLONE, from)` does.
   *
   * @param to
   *   Descriptor open for writing.
   * @param from
   *   Descriptor open for reading, on the same filesystem.
   * @throws {SystemError} `EOPNOTSUPP`
   *   If the filesystem shares no blocks; `EBADF` for the wrong open mode; `EISDIR`, `EINVAL` for
   *   what is no regular file.
   * @see FICLONE(2const); measured: test/driver/contract/sharing-rows.ts
   */
  reflink(to: number, from: number): Promise<number>
  /**
   * Unmount the filesystem of the world, as root; its files are gone afterward.
   *
   * @throws {SystemError} `EBUSY`
   *   If a file is open, mapped, or kept by the record of a pin; `EPERM` without root.
   * @throws {UnsupportedError} `umount`
   *   On a real kernel, where the world itself stands on it.
   * @see umount(2)
   */
  umount(): Promise<number>
  /** End the process; _exit(2). Its descriptors, mappings and pins go; `code` is 0 by default. */
  exit(code?: number): Promise<void>
  /**
   * Send a signal; kill(2). `target` is a process or its id, `signal` a number or a name such as
   * `SIGUSR1`.
   */
  kill(target: Process | number, signal: number | string): Promise<number>
  /**
   * Choose what a signal does.
   *
   * @param signal
   *   Number, or name such as `SIGIO`.
   * @param action
   *   See {@link SignalAction}.
   * @param restart
   *   `restart` for `SA_RESTART`: a call that the handler interrupts begins again where the kernel
   *   can do that, and does not fail with `EINTR`.
   * @see sigaction(2); signal(7), Interruption of system calls
   */
  sigaction(signal: number | string, action: SignalAction, restart?: 'restart'): Promise<number>
  /** Block a signal, or let it come again; sigprocmask(2). */
  sigprocmask(how: 'block' | 'unblock', signal: number | string): Promise<number>
  /** The oldest collected signal, after the world has settled; `null` where none came. */
  nextSignal(): Promise<SignalInfo | null>
  /**
   * Read a whole file as text, such as `/proc/locks`. A file of the world is opened for it, and
   * breaks leases.
   */
  readFile(path: string): Promise<string>
}
