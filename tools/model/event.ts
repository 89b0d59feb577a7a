/** Identifier of a call in outcomes, chosen by the caller. */
export type CallId = number | string

/** A process starts. */
export interface SpawnEvent {
  readonly kind: 'spawn'
  readonly process: string
  /** User id; default 0. */
  readonly uid?: number
  /** CAP_LEASE; default: only for user 0. */
  readonly capLease?: boolean
}

/** A system call, made by its own thread of `process`. */
export interface CallEvent {
  readonly kind: 'call'
  readonly id: CallId
  readonly process: string
  readonly call: string
  readonly args: readonly unknown[]
}

/** An internal step of the kernel, as `enabled` lists it. */
export interface RunEvent {
  readonly kind: 'run'
  readonly process: string
  /** The sleeping call that resumes; absent: the process takes a signal or continues a handler. */
  readonly id?: CallId
}

/** The clock moves forward to `to`, in seconds since the world was created. */
export interface AdvanceEvent {
  readonly kind: 'advance'
  readonly to: number
}

/** An administrator writes to /proc/sys/fs. */
export interface SetEvent {
  readonly kind: 'set'
  readonly leaseBreakTime?: number
  readonly leasesEnable?: boolean
}

/** Anything that can happen to a state. */
export type Event = SpawnEvent | CallEvent | RunEvent | AdvanceEvent | SetEvent
