import type { OpaqueBuffers, OpaqueMap, OpaquePin, OpaquePipe, OpaqueRegion } from './handles.ts'

/** A signal that a process collected. */
export interface SignalInfo {
  /** Name, such as `SIGIO` or `SIGRTMIN+1`. */
  readonly signal: string
  /** Number on x86-64: 29 for `SIGIO`. */
  readonly signo: number
  /** `SI_KERNEL` (0x80) for plain `SIGIO`, `POLL_MSG` (3) after `F_SETSIG`. */
  readonly si_code: number
  /** Descriptor of the lease; only present after `F_SETSIG`. */
  readonly si_fd?: number
}

/** Bytes, as in traces. */
export interface Bytes {
  /** Two lowercase hexadecimal digits per byte: `00ff`. */
  readonly hex: string
}

/** Data to write: text, bytes, or one byte repeated. */
export type Data = string | Bytes | { readonly fill: number; readonly length: number }

/** Result of `stat`. */
export interface FileStatus {
  /** Bytes. */
  readonly size: number
  /** Allocated blocks of 512 bytes. */
  readonly blocks: number
  /** Whether access bypasses the page cache; statx(2), `STATX_ATTR_DAX`. */
  readonly dax: boolean
}

/** A call that a signal handler makes: `{call: 'fcntl', args: [fd, F_SETLEASE, F_UNLCK]}`. */
export interface HandlerCall {
  /** Name of the call. */
  readonly call: string
  /** Its arguments. */
  readonly args: readonly unknown[]
}

/**
 * Action that `sigaction` installs.
 *
 * `default` and `ignore` are `SIG_DFL` and `SIG_IGN`.
 * `collect` keeps each signal for `nextSignal` and interrupts no call.
 * A list of calls is a handler that makes them in order, and interrupts a blocked call.
 */
export type SignalAction = 'default' | 'ignore' | 'collect' | readonly HandlerCall[]

/** A mapping made by `mmap`; offsets into it are in bytes. */
export type Mapping = OpaqueMap
/** A memory region for RDMA, with a long-term pin on its pages; ibv_reg_mr(3). */
export type MemoryRegion = OpaqueRegion
/** Buffers registered with io_uring, with a long-term pin on their pages. */
export type RegisteredBuffers = OpaqueBuffers
/** A pin made by `pin_user_pages`. */
export type Pin = OpaquePin
/** A pipe filled by `vmsplice`, with a short-term pin on the pages. */
export type Pipe = OpaquePipe
