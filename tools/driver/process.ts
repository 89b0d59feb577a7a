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
 * A process of the world. Its methods are system calls.
 *
 * A call that fails rejects with {@link SystemError}; a blocked one stays pending until it is
 * released; one that the target does not support rejects with {@link UnsupportedError}; one in a
 * process that a signal has killed rejects with {@link KilledError}.
 * Numbers are the results of the system calls: a descriptor, a count of bytes, or 0.
 */
export interface Process {
  /** Name passed to `World.process`. */
  readonly name: string
  /** Process id, assigned by the kernel or the simulator. */
  readonly pid: number
  /**
   * Open or create a file; open(2). `mode` is the mode of a new file, default 0o600. Breaks leases,
   * and blocks until they are broken unless `flags` includes `O_NONBLOCK`.
   */
  open(path: string, flags: number, mode?: number): Promise<number>
  /** Close a descriptor; close(2). Closing the last one of a description releases its lease. */
  close(fd: number): Promise<number>
  /** Duplicate a descriptor onto the lowest free one; dup(2). Both share the lease. */
  dup(fd: number): Promise<number>
  /** Write the data of a file to its device; fsync(2). */
  fsync(fd: number): Promise<number>
  /**
   * Take, query or release a lease, or change a descriptor; fcntl(2). `command` is one of the
   * constants `F_...`; for `F_SETLEASE` the argument is the type of the lease.
   */
  fcntl(fd: number, command: number, argument?: number): Promise<number>
  /** Read up to `length` bytes at `offset`; pread(2). The result stops at the end of the file. */
  pread(fd: number, length: number, offset: number): Promise<Bytes>
  /** Write data at `offset`, in bytes; pwrite(2). Resolves to the number of bytes written. */
  pwrite(fd: number, data: Data, offset: number): Promise<number>
  /** Set the size of a file in bytes; truncate(2). Waits until conflicting leases are broken. */
  truncate(path: string, length: number): Promise<number>
  /** As `truncate`, for an open file; ftruncate(2). */
  ftruncate(fd: number, length: number): Promise<number>
  /**
   * Allocate or free a range, in bytes; fallocate(2). `mode` combines the constants
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
   * Map `length` bytes of a file, starting at `offset`; mmap(2). `prot` combines the constants
   * `PROT_...`, and `flags` the constants `MAP_...`.
   */
  mmap(fd: number, offset: number, length: number, prot: number, flags: number): Promise<Mapping>
  /** Remove a mapping; munmap(2). Pins on its pages remain. */
  munmap(map: Mapping): Promise<number>
  /** Change the protection of a mapping; mprotect(2). */
  mprotect(map: Mapping, prot: number): Promise<number>
  /** Read memory at `offset` in the mapping; rejects with `SIGBUS` or `SIGSEGV` on a fault. */
  load(map: Mapping, offset: number, length: number): Promise<Bytes>
  /** Write memory, with the same faults as `load`; resolves to the number of bytes written. */
  store(map: Mapping, offset: number, data: Data): Promise<number>
  /**
   * Register memory for RDMA, with a long-term pin on its pages; ibv_reg_mr(3). `access` combines
   * the constants `IBV_ACCESS_...`; default `IBV_ACCESS_LOCAL_WRITE`.
   */
  ibv_reg_mr(map: Mapping, offset: number, length: number, access?: number): Promise<MemoryRegion>
  /** Deregister a memory region and release its pins; ibv_reg_mr(3). */
  ibv_dereg_mr(mr: MemoryRegion): Promise<number>
  /**
   * Register memory as fixed buffers of an io_uring, with a long-term pin on its pages;
   * io_uring_register_buffers(3).
   */
  io_uring_register_buffers(
    map: Mapping,
    offset: number,
    length: number,
  ): Promise<RegisteredBuffers>
  /** Unregister fixed buffers and release their pins. */
  io_uring_unregister_buffers(buffers: RegisteredBuffers): Promise<number>
  /**
   * Pin pages as a driver does, through a kernel module that only guests load. `flags` combines
   * the constants `FOLL_...`.
   */
  pin_user_pages(map: Mapping, offset: number, length: number, flags: number): Promise<Pin>
  /** Release a pin. */
  unpin_user_pages(pin: Pin): Promise<number>
  /** Splice pages into a new pipe, with a short-term pin on them; vmsplice(2). */
  vmsplice(map: Mapping, offset: number, length: number): Promise<Pipe>
  /** Read all data from a pipe, which releases its pins. */
  drain(pipe: Pipe): Promise<number>
  /**
   * Write pages of a mapping with `O_DIRECT` to a slow device. The call blocks for `seconds` (a
   * whole number, at least 1) and holds a short-term pin on the pages.
   */
  writeDirect(map: Mapping, offset: number, length: number, seconds: number): Promise<number>
  /** Create a child that inherits descriptors and mappings; `world.process(child)` returns it. */
  fork(child: string): Promise<number>
  /**
   * Run another program in the process. Mappings, memory regions, registered buffers, and
   * descriptors with `FD_CLOEXEC` are released. Handlers are reset to the default; ignored,
   * collected and blocked signals remain so. Root regains `CAP_LEASE`, other users lose it. Calls
   * of other threads reject with `KilledError` (`SIGKILL`).
   *
   * @returns
   *   0, in the new program.
   * @see execve(2), Effect on process attributes; capabilities(7);
   *   measured: test/driver/contract/sharing-rows.ts
   */
  execve(): Promise<number>
  /**
   * Pass a descriptor to a process of the world in an `SCM_RIGHTS` message.
   *
   * @param receiver
   *   Receiving process, which then shares the open file description and its lease.
   * @param fd
   *   Descriptor of the sender, or `RDMA_FD` for its RDMA context with all memory regions.
   * @returns
   *   The lowest free descriptor of the receiver.
   * @throws {SystemError} `EBADF`
   *   If `fd` is not open; `ESRCH` if the receiver has ended.
   * @see unix(7), `SCM_RIGHTS`; measured: test/driver/contract/sharing-rows.ts
   */
  send_fd(receiver: Process | number, fd: number): Promise<number>
  /**
   * Make a file share all blocks of another: `ioctl(to, FICLONE, from)`.
   *
   * @param to
   *   Descriptor open for writing.
   * @param from
   *   Descriptor open for reading, on the same filesystem.
   * @throws {SystemError} `EOPNOTSUPP`
   *   If the filesystem cannot share blocks; `EBADF` for the wrong open mode; `EISDIR` or `EINVAL`
   *   for a file that is not regular.
   * @see FICLONE(2const); measured: test/driver/contract/sharing-rows.ts
   */
  reflink(to: number, from: number): Promise<number>
  /**
   * Unmount the filesystem of the world, as root. Its files are lost.
   *
   * @throws {SystemError} `EBUSY`
   *   If a file is open, mapped, or referenced by the record of a pin; `EPERM` without root.
   * @throws {UnsupportedError} `umount`
   *   On a real kernel, which keeps the world itself on that filesystem.
   * @see umount(2)
   */
  umount(): Promise<number>
  /** End the process and release what it holds; _exit(2). `code` is 0 by default. */
  exit(code?: number): Promise<void>
  /**
   * Send a signal; kill(2). `target` is a process or a process id, `signal` a number or a name such
   * as `SIGUSR1`.
   */
  kill(target: Process | number, signal: number | string): Promise<number>
  /**
   * Set the action of a signal.
   *
   * @param signal
   *   Number, or name such as `SIGIO`.
   * @param action
   *   See {@link SignalAction}.
   * @param restart
   *   `restart` for `SA_RESTART`: an interrupted call restarts if the kernel supports that, instead
   *   of failing with `EINTR`.
   * @see sigaction(2); signal(7), Interruption of system calls
   */
  sigaction(signal: number | string, action: SignalAction, restart?: 'restart'): Promise<number>
  /** Block or unblock a signal; sigprocmask(2). */
  sigprocmask(how: 'block' | 'unblock', signal: number | string): Promise<number>
  /** Take the oldest collected signal, after the world has settled; `null` if there is none. */
  nextSignal(): Promise<SignalInfo | null>
  /**
   * Read a whole file as text, such as `/proc/locks`. Opening a file of the world this way breaks
   * leases.
   */
  readFile(path: string): Promise<string>
}
