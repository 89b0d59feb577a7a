import type { Process } from './process.ts'
import type { capabilities, fileSystems } from './targets/index.ts'

export type { Process } from './process.ts'
export type * from './values.ts'

/** Filesystems that an example can request; `any` is any of the target, `dax` any DAX one. */
export type FileSystem = (typeof fileSystems)[number]

/** Capability of a target, apart from its filesystems. */
export type Capability = (typeof capabilities)[number]

/** A file that exists before the first call. */
export interface FileSetting {
  /** Path, relative to the folder of the world: `f`. */
  readonly name: string
  /** Bytes; default 0. */
  readonly size?: number
  /** Permission bits; default 0o600. */
  readonly mode?: number
  /** User id; default: that of the caller. */
  readonly owner?: number
  /** Default `file`. */
  readonly type?: 'file' | 'dir' | 'fifo'
}

/** Options of `openWorld`; every member has a default. */
export interface WorldOptions {
  /** Default `any`. */
  readonly fs?: FileSystem
  /** Whole seconds from 0 (never) to 2147483647; default: that of the target, usually 45. */
  readonly leaseBreakTime?: number
  /** `/proc/sys/fs/leases-enable`; default true. */
  readonly leasesEnable?: boolean
  /** Files that exist before the first call; default: none. */
  readonly files?: readonly FileSetting[]
}

/** User and capabilities of a process. */
export interface ProcessOptions {
  /** User id; default: 0 if permitted, else that of the caller. */
  readonly uid?: number
  /** `CAP_LEASE`; default: only for root. */
  readonly capLease?: boolean
}

/** Description of a target that can be used. */
export interface TargetInfo {
  /** Distinguishes it from {@link Unavailable}. */
  readonly available: true
  /** Name, such as `sim:rfc-v1` or `host`. */
  readonly name: string
  /** Kernel release, such as `6.12.117+deb12-amd64`, or the one that the profile simulates. */
  readonly release: string
  /** Capabilities, found by trying each. */
  readonly capabilities: readonly Capability[]
  /** Filesystems, without `any` and `dax`. */
  readonly fs: readonly FileSystem[]
}

/** A target that cannot be used on this machine. */
export interface Unavailable {
  /** Distinguishes it from {@link TargetInfo}. */
  readonly available: false
  /** Name, such as `vm:6.12`. */
  readonly name: string
  /** Why, in plain words. */
  readonly reason: string
  /** What would make it work, such as a command to run. */
  readonly remedy: string
}

/** A kernel, real or simulated, with a filesystem and processes of its own. */
export interface World extends AsyncDisposable {
  /** Target on which it runs. */
  readonly target: TargetInfo
  /** Its filesystem, if the driver knows it; never `any` or `dax`. */
  readonly fs?: FileSystem
  /** A directory on the requested filesystem; relative paths start here. */
  readonly dir: string
  /** Whole seconds from 0 (never) to 2147483647; settable on some targets, restored on dispose. */
  leaseBreakTime: number
  /** `/proc/sys/fs/leases-enable`; absent if the target cannot change it. */
  leasesEnable?: boolean
  /** Seconds since the world was opened, on its own clock. */
  readonly now: number
  /** Get a process by name; it is created on first use, with the options `as`. */
  process(name: string, as?: ProcessOptions): Promise<Process>
  /** Wait until every call has returned or is blocked. */
  settle(): Promise<void>
  /** Let time pass: a virtual clock moves, a real target sleeps. */
  advance(seconds: number): Promise<void>
  /** Everything that has happened so far, as a trace that `manproof replay` accepts. */
  trace(): Trace
}

/** The driver of a target, which opens its worlds. */
export interface Driver {
  /** Find out what the target can do here, or why it cannot be used. Never throws. */
  probe(): Promise<TargetInfo | Unavailable>
  /** Open a world; rejects with {@link UnsupportedError} if the target lacks what it needs. */
  openWorld(options?: WorldOptions): Promise<World>
}

/** One line of a trace's input. */
export type TraceLine = Readonly<Record<string, unknown>>

/** A run as values of JSON Lines: what was requested, and what happened. */
export interface Trace {
  /** World settings, then calls, as `replay` accepts them. */
  readonly input: readonly TraceLine[]
  /** Results, blocked calls and signals, in the order in which they happened. */
  readonly output: readonly TraceLine[]
  /**
   * Ids of calls during which their process made others, which takes threads; absent if the driver
   * does not record this.
   */
  readonly threaded?: readonly unknown[]
}
