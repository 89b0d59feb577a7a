import type { CallId } from './event.ts'
import type { FileSystemName } from './file/file-system.ts'
import type { Value, WaitKind } from './outcome.ts'
import type { ProfileName } from './profiles/profile.ts'

/** An object type with writable members. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** A table by number or name, as plain JSON data. */
export type Table<T> = Readonly<Record<string | number, T>>

/** A lease on an inode. */
export interface Lease {
  readonly lease: number
  readonly ofd: number
  /** F_RDLCK or F_WRLCK; a layout lease is of read type. */
  readonly type: 0 | 1
  readonly layout: boolean
  readonly exclusive: boolean
  /** Process that first took it. */
  readonly pid: number
  /** Descriptor number passed to F_SETLEASE. */
  readonly fd: number
  /** Request of a break; absent while the lease is active. */
  readonly pending?: 'unlock' | 'downgrade'
  /** Second from which the lease can be removed; absent: never. */
  readonly breakTime?: number
  /** Second from which the lease can be downgraded to a read lease; absent: never. */
  readonly downgradeTime?: number
  /** Call that took it. */
  readonly since: CallId | null
}

/** A file, directory, FIFO or device. */
export interface Inode {
  readonly ino: number
  readonly type: 'file' | 'dir' | 'fifo' | 'device'
  readonly size: number
  readonly mode: number
  readonly uid: number
  readonly gid: number
  readonly dax: boolean
  /** Allocated pages as sorted half-open ranges. */
  readonly extents: readonly (readonly [number, number])[]
  /** Pages that fallocate allocated; one without a frame was never written. */
  readonly unwritten: readonly (readonly [number, number])[]
  /** Page number to frame, for pages with data or pins. */
  readonly pages: Table<number>
  readonly leases: readonly Lease[]
}

/** An open file description (`struct file`). */
export interface Ofd {
  readonly ino: number
  /** Path by which it was opened. */
  readonly path: string
  /** O_RDONLY, O_WRONLY, O_RDWR, or O_PATH as 3. */
  readonly access: 0 | 1 | 2 | 3
  /** Status flags, as F_GETFL reports them. */
  readonly flags: number
  /** F_SETSIG; 0: SIGIO. */
  readonly signal: number
  /** F_SETOWN, a process id; 0: none. */
  readonly owner: number
  /** User id of the process that set the owner. */
  readonly ownerUid: number
  /** Descriptors that refer to it, in all processes. */
  readonly refs: number
}

/** A mapping of a process; a forked child has a copy with the same number. */
export interface MapArea {
  readonly process: string
  readonly map: number
  /** Absent: anonymous memory. */
  readonly ofd?: number
  readonly ino?: number
  /** First page of the file. */
  readonly first: number
  /** Bytes, whole pages. */
  readonly length: number
  readonly prot: number
  readonly shared: boolean
  /** Page of the file (or of the area, if anonymous) to its page table entry, `r` or `w`. */
  readonly present: Table<'r' | 'w'>
  /** Private copies and anonymous pages: page to frame. */
  readonly copies: Table<number>
}

/** Pins with handles: memory regions, fixed buffers, pins of the test module, spliced pipes. */
export type HandleKind = 'mr' | 'buffers' | 'pin' | 'pipe'

/** References to pages, with a handle or by a direct write in flight. */
export interface Pin {
  readonly kind: HandleKind | 'direct'
  /** Number of its handle. */
  readonly id: number
  readonly longterm: boolean
  /** Processes that hold its descriptor; the exit of the last one drops the pin. */
  readonly holders: readonly string[]
  /** Process that made it. */
  readonly process: string
  readonly pages: readonly PinnedPage[]
  /** Process whose RDMA context it is in. */
  readonly context: string
  readonly since: CallId | null
  /** Bytes in the pipe, or of the direct write. */
  readonly bytes: number
}

/** References of an RDMA context to a leased open file description, as v2 pins keep them. */
export interface PinRecord {
  readonly context: string
  readonly ofd: number
  readonly count: number
}

/** One page of a pin. */
export interface PinnedPage {
  readonly frame: number
  /** File of the page; absent: anonymous memory. */
  readonly ino?: number
  readonly index?: number
}

/** A signal that was generated and not yet taken. */
export interface PendingSignal {
  readonly signo: number
  readonly si_code: number
  readonly si_fd?: number
  readonly leaseFd?: number
  /** It arrived blocked, and is not reported before its handler runs. */
  readonly untold?: boolean
}

/** A call that a signal handler makes. */
export interface HandlerCall {
  readonly call: string
  readonly args: readonly unknown[]
}

/** Action of a process on a signal. */
export type Disposition = 'default' | 'ignore' | 'collect' | readonly HandlerCall[]

/** A process. */
export interface ProcessState {
  readonly name: string
  readonly pid: number
  readonly uid: number
  readonly capLease: boolean
  /** Descriptor to OFD. */
  readonly fds: Table<{ readonly ofd: number; readonly cloexec: boolean }>
  /** Only those that differ from the default. */
  readonly dispositions: Table<Disposition>
  /** Signals whose handlers restart an interrupted call (SA_RESTART). */
  readonly restarting: readonly number[]
  /** Blocked with sigprocmask. */
  readonly blocked: readonly number[]
  readonly pending: readonly PendingSignal[]
  /** Signals kept for `nextSignal`. */
  readonly collected: readonly PendingSignal[]
  /** Process whose RDMA context it uses: its own, or the parent's after a fork. */
  readonly context: string
  /** Remaining calls of the running handler. */
  readonly handler: readonly HandlerCall[]
  /** `running`, or how it ended. */
  readonly status: 'running' | 'exited' | 'killed'
}

/** The wait of a sleeping call. */
export interface Wait {
  readonly for: WaitKind
  readonly ino: number
  /** Lease: the first of the list when the call fell asleep. */
  readonly lease?: number
  /** Lease: whether it is a layout break. */
  readonly layout?: boolean
  /** Lease: whether the breaker writes. */
  readonly write?: boolean
  /** Unpin: the open file description whose pin records must be released. */
  readonly record?: number
  /** Page: the busy frame. */
  readonly frame?: number
  /** Page: whether it is idle, but the sleeper was not woken. */
  readonly unnoticed?: boolean
  /** Second at which the sleeper wakes by itself. */
  readonly deadline?: number
  readonly interruptible: boolean
  /** Whether a fatal signal, and no other, ends the sleep. */
  readonly killable?: boolean
  /** Whether the sleeper holds the inode lock. */
  readonly holdsInode: boolean
  /** Whether the sleeper blocks page faults of the file. */
  readonly holdsFaults: boolean
}

/** A sleeping call, which will resume in a named stage. */
export interface Sleeper {
  /** `null`: a call of a handler. */
  readonly id: CallId | null
  readonly process: string
  readonly call: string
  readonly args: readonly unknown[]
  readonly stage: string
  /** Intermediate results of the call. */
  readonly vars: Table<Value>
  /** OFD that the call keeps alive. */
  readonly ofd?: number
  /** Inode of which the call counts as a writer. */
  readonly writes?: number
  readonly wait: Wait
}

/** A whole simulated machine, as plain JSON data. */
export interface State {
  readonly profile: ProfileName
  readonly fs: FileSystemName
  /** Seconds since the world was created. */
  readonly now: number
  /** Seconds; 0: never. */
  readonly leaseBreakTime: number
  readonly leasesEnable: boolean
  /** Path to inode; `/` is the directory of the world. */
  readonly paths: Table<number>
  readonly inodes: Table<Inode>
  /** By number, starting at 1; null: the number is free. */
  readonly ofds: readonly (Ofd | null)[]
  readonly processes: Table<ProcessState>
  readonly maps: readonly MapArea[]
  readonly pins: readonly Pin[]
  readonly records: readonly PinRecord[]
  /** Contents of pages: hexadecimal, without the zeros at the end. */
  readonly frames: Table<string>
  /** In the order in which they fell asleep. */
  readonly sleepers: readonly Sleeper[]
  /** Next number of each kind. */
  readonly next: {
    readonly pid: number
    readonly ino: number
    readonly lease: number
    readonly map: number
    readonly mr: number
    readonly buffers: number
    readonly pin: number
    readonly pipe: number
  }
}
