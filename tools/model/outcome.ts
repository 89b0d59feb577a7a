import type { Errno } from './errno.ts'
import type { CallId } from './event.ts'

/** What a sleeping call waits for. */
export type WaitKind = 'lease' | 'page' | 'inode' | 'mmap' | 'fifo' | 'unpin' | 'restart' | 'device'

/** A JSON value as calls return it. */
export type Value =
  | null
  | boolean
  | number
  | string
  | readonly Value[]
  | { readonly [key: string]: Value }

/** A result that the sources allow as well, or the one that the model gives. */
export interface Alternative {
  /** Absent: the call is refused. */
  readonly value?: Value
  /** Absent: the call returns. */
  readonly code?: Errno
  /** Why this may be seen, and where, if known. */
  readonly reason: string
}

/** The call returned. */
export interface ResultOutcome {
  readonly kind: 'result'
  readonly id: CallId
  readonly process: string
  readonly value: Value
  /** Where the answer is unspecified or depends on the release: all that are allowed, this first. */
  readonly oneOf?: readonly Alternative[]
}

/** The call was refused; `SIGBUS` and `SIGSEGV` are the codes of a faulting load or store. */
export interface ErrorOutcome {
  readonly kind: 'error'
  readonly id: CallId
  readonly process: string
  readonly code: string
  /** Negative; that of a fault is the negative signal number. */
  readonly errno: number
  /** Where the answer is unspecified or depends on the release: all that are allowed, this first. */
  readonly oneOf?: readonly Alternative[]
}

/** The call sleeps. */
export interface BlockedOutcome {
  readonly kind: 'blocked'
  readonly id: CallId
  readonly process: string
  readonly waitsFor: WaitKind
  /** Why: who holds what since which call. */
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
  /** Descriptor number that F_SETLEASE was given; absent where no lease caused the signal. */
  readonly leaseFd?: number
}

/** The process died of a signal; its sleeping calls will never return. */
export interface KilledOutcome {
  readonly kind: 'killed'
  readonly process: string
  readonly signal: string
}

/** The process ended itself. */
export interface ExitedOutcome {
  readonly kind: 'exited'
  readonly process: string
  readonly code: number
}

/** The profile or the file system cannot do this at all. */
export interface SupportlessOutcome {
  readonly kind: 'supportless'
  readonly id: CallId
  readonly process: string
  /** As targets name it: `rdma`, `fs=device-dax`, … */
  readonly capability: string
  readonly reason: string
}

/** What an event did, as a process or an onlooker can see it. */
export type Outcome =
  | ResultOutcome
  | ErrorOutcome
  | BlockedOutcome
  | SignalOutcome
  | KilledOutcome
  | ExitedOutcome
  | SupportlessOutcome
