/** Names the call in outcomes; the caller chooses it. */
export type CallId = number | string

/** A new process. */
export interface SpawnEvent {
  readonly kind: 'spawn'
  readonly process: string
  /** User id; default 0. */
  readonly uid?: number
  /** CAP_LEASE; default: only user 0 has it. */
  readonly capLease?: boolean
}

/** A system call, made by a thread of `process` that does nothing else. */
export interface CallEvent {
  readonly kind: 'call'
  readonly id: CallId
  readonly process: string
  readonly call: string
  readonly args: readonly unknown[]
}

/** Something that the kernel can do by itself now, as `enabled` offers it. */
export interface RunEvent {
  readonly kind: 'run'
  readonly process: string
  /** The sleeping call that goes on; absent: the process takes a signal or goes on with a handler. */
  readonly id?: CallId
}

/** The clock moves to `to`, in seconds since the world was made; never backwards. */
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

/** What can happen to a state. */
export type Event = SpawnEvent | CallEvent | RunEvent | AdvanceEvent | SetEvent
