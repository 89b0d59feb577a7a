/** Error of a system call that failed; shaped like a system error of Node. */
export class SystemError extends Error {
  override readonly name: string = 'SystemError'
  /** Name of the errno (`EAGAIN`), or `SIGBUS` or `SIGSEGV` for a fault. */
  readonly code: string
  /** Negated errno: -11 for `EAGAIN`. */
  readonly errno: number
  /** Name of the call. */
  readonly syscall: string
  /** First path argument of the call; absent if it takes none, or a descriptor was passed. */
  declare readonly path?: string
  /** Name of the target. */
  readonly target: string

  constructor(code: string, at: { errno: number; syscall: string; path?: string; target: string }) {
    const path = at.path === undefined ? '' : ` '${at.path}'`
    super(`${code}: ${at.syscall}${path} on ${at.target}`)
    this.code = code
    this.errno = at.errno
    this.syscall = at.syscall
    this.target = at.target
    if (at.path !== undefined) this.path = at.path
  }
}

/** Error of a call that the target does not support; counts as a skip, never as a pass. */
export class UnsupportedError extends Error {
  override readonly name: string = 'UnsupportedError'
  /** Such as `fs=xfs-dax` or `rdma`. */
  readonly capability: string
  /** Name of the target. */
  readonly target: string

  constructor(capability: string, target: string, reason: string) {
    // The missing capability can be the target itself.
    const what = capability === target ? 'use' : `do \`${capability}\` on`
    super(`Cannot ${what} ${target}: ${reason}`)
    this.capability = capability
    this.target = target
  }
}

/** Error of a call whose process was killed by a signal. */
export class KilledError extends Error {
  override readonly name: string = 'KilledError'
  /** Name of the signal, such as `SIGIO`. */
  readonly signal: string
  /** Name of the process. */
  readonly process: string

  constructor(process: string, signal: string) {
    super(`Process ${process} was killed by ${signal}`)
    this.process = process
    this.signal = signal
  }
}

/** Error of a blocked call that nothing in the world can end. */
export class DeadlockError extends Error {
  override readonly name: string = 'DeadlockError'
  /** Name of the call. */
  readonly syscall: string
  /** Name of the process. */
  readonly process: string
  /** What the call waits for, such as `lease` or `page`. */
  readonly waitsFor: string

  constructor(at: { syscall: string; process: string; waitsFor: string; detail: string }) {
    super(
      `Cannot wait for \`${at.syscall}\` of ${at.process}: no deadline and no other call ends it (${at.detail})`,
    )
    this.syscall = at.syscall
    this.process = at.process
    this.waitsFor = at.waitsFor
  }
}
