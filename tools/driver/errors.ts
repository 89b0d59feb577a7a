/**
 * The answer of a system that refused a call; shaped like Node's own system errors.
 */
export class SystemError extends Error {
  override readonly name: string = 'SystemError'
  /** Name of the errno (`EAGAIN`), or `SIGBUS` or `SIGSEGV` for an access that faulted. */
  readonly code: string
  /** The number, negated: -11 for `EAGAIN`. */
  readonly errno: number
  /** Name of the call. */
  readonly syscall: string
  /** What the call was given for its first path; absent where it takes none, or got a descriptor. */
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

/** The target cannot do this at all: a skip with a reason, never a pass. */
export class UnsupportedError extends Error {
  override readonly name: string = 'UnsupportedError'
  /** Such as `fs=xfs-dax` or `rdma`. */
  readonly capability: string
  /** Name of the target. */
  readonly target: string

  constructor(capability: string, target: string, reason: string) {
    // What lacks may be all of it.
    const what = capability === target ? 'use' : `do \`${capability}\` on`
    super(`Cannot ${what} ${target}: ${reason}`)
    this.capability = capability
    this.target = target
  }
}

/** The process that should have made the call is gone: a signal killed it. */
export class KilledError extends Error {
  override readonly name: string = 'KilledError'
  /** Name of the signal, `SIGIO`. */
  readonly signal: string
  /** Name of the process. */
  readonly process: string

  constructor(process: string, signal: string) {
    super(`Process ${process} was killed by ${signal}`)
    this.process = process
    this.signal = signal
  }
}

/** Somebody waits for a call that nothing in the world can end any more. */
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
