import type { Errno } from './errno.ts'
import type { CallId } from './event.ts'

/** Kind of wait of a sleeping call. */
export type WaitKind = 'lease' | 'page' | 'inode' | 'mmap' | 'fifo' | 'unpin' | 'restart' | 'device'

/** A JSON value that a call returns. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value }

/** One of several results that the sources allow. */
export interface Alternative {
  /** Absent: the call fails. */
  readonly value?: Value
  /** Absent: the call succeeds. */
  readonly code?: Errno
  /** Why this result is possible, and where if known. */
  readonly reason: string
}

/** The call returned. */
export interface ResultOutcome {
  readonly kind: 'result'
  readonly id: CallId
  readonly process: string
  readonly value: Value
  /** All allowed results, this one first; present if the sources leave a choice. */
  readonly oneOf?: readonly Alternative[]
}

/** The call failed; `SIGBUS` and `SIGSEGV` are the codes of a faulting load or store. */
export interface ErrorOutcome {
  readonly kind: 'error'
  readonly id: CallId
  readonly process: string
  readonly code: string
  /** Negated errno; for a fault, the negated signal number. */
  readonly errno: number
  /** All allowed results, this one first; present if the sources leave a choice. */
  readonly oneOf?: readonly Alternative[]
}

/** The call sleeps. */
export interface BlockedOutcome {
  readonly kind: 'blocked'
  readonly id: CallId
  readonly process: string
  readonly waitsFor: WaitKind
  /** Reason: who holds what since which call. */
  readonly detail: string
}

/** A signal was generated for a process that collects or handles it. */
export interface SignalOutcome {
  readonly kind: 'signal'
  readonly process: string
  /** `SIGIO`, `SIGRTMIN+1`, … */
  readonly signal: string
  readonly signo: number
  /** 0x80 (`SI_KERNEL`) for plain SIGIO, 3 (`POLL_MSG`) after F_SETSIG, 0 (`SI_USER`) from `kill`. */
  readonly si_code: number
  /** Only after F_SETSIG. */
  readonly si_fd?: number
  /** Descriptor number passed to F_SETLEASE; absent if no lease caused the signal. */
  readonly leaseFd?: number
}

/** A signal killed the process; its sleeping calls never return. */
export interface KilledOutcome {
  readonly kind: 'killed'
  readonly process: string
  readonly signal: string
}

/** The process exited. */
export interface ExitedOutcome {
  readonly kind: 'exited'
  readonly process: string
  readonly code: number
}

/** The profile or the filesystem does not support the call. */
export interface SupportlessOutcome {
  readonly kind: 'supportless'
  readonly id: CallId
  readonly process: string
  /** Name of the capability: `rdma`, `fs=device-dax`, … */
  readonly capability: string
  readonly reason: string
}

/** An observable result of an event. */
export type Outcome =
  | ResultOutcome
  | ErrorOutcome
  | BlockedOutcome
  | SignalOutcome
  | KilledOutcome
  | ExitedOutcome
  | SupportlessOutcome
