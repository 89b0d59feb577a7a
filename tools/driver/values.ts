import type { OpaqueBuffers, OpaqueMap, OpaquePin, OpaquePipe, OpaqueRegion } from './handles.ts'

/** What a signal brought. */
export interface SignalInfo {
  /** Such as `SIGIO` or `SIGRTMIN+1`. */
  readonly signal: string
  /** Its number on x86-64: 29 for `SIGIO`. */
  readonly signo: number
  /** `SI_KERNEL` (0x80) for plain `SIGIO`, `POLL_MSG` (3) after `F_SETSIG`. */
  readonly si_code: number
  /** Descriptor of the lease; only present after `F_SETSIG`. */
  readonly si_fd?: number
}

/** Bytes as they travel in traces. */
export interface Bytes {
  /** Two digits a byte, in lowercase: `00ff`. */
  readonly hex: string
}

/** Data to write: text, bytes, or one byte repeated. */
export type Data = string | Bytes | { readonly fill: number; readonly length: number }

/** What `stat` reports. */
export interface FileStatus {
  /** Bytes. */
  readonly size: number
  /** Blocks of 512 bytes that the file takes. */
  readonly blocks: number
  /** Whether it is accessed without page cache; statx(2), `STATX_ATTR_DAX`. */
  readonly dax: boolean
}

/** One call of a signal handler: `{call: 'fcntl', args: [fd, F_SETLEASE, F_UNLCK]}`. */
export interface HandlerCall {
  /** Name of the call. */
  readonly call: string
  /** Its arguments. */
  readonly args: readonly unknown[]
}

/**
 * What `sigaction` installs.
 *
 * `default` and `ignore` are `SIG_DFL` and `SIG_IGN`.
 * `collect` keeps each signal for `nextSignal`, and interrupts nothing.
 * A list of calls is a handler that makes them, one after the other, and interrupts what sleeps.
 */
export type SignalAction = 'default' | 'ignore' | 'collect' | readonly HandlerCall[]

/** A mapping, as `mmap` returns it; calls that take one take offsets into it, in bytes. */
export type Mapping = OpaqueMap
/** A memory region for RDMA, which pins its pages for the long term; ibv_reg_mr(3). */
export type MemoryRegion = OpaqueRegion
/** Buffers registered with io_uring, which pins their pages for the long term. */
export type RegisteredBuffers = OpaqueBuffers
/** A pin made by `pin_user_pages`, as drivers make them. */
export type Pin = OpaquePin
/** A pipe that `vmsplice` has put pages into, which are pinned for the short term. */
export type Pipe = OpaquePipe
