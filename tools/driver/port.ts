import type { Process } from './process.ts'
import type { capabilities, fileSystems } from './targets/index.ts'

export type { Process } from './process.ts'
export type * from './values.ts'

/** Filesystems an example may ask for; `any` is whatever the target has, `dax` either DAX one. */
export type FileSystem = (typeof fileSystems)[number]

/** What a target can do beyond the filesystems. */
export type Capability = (typeof capabilities)[number]

/** A file that exists before the first call. */
export interface FileSetting {
  /** Path, relative to the folder of the world: `f`. */
  readonly name: string
  /** Bytes; default 0. */
  readonly size?: number
  /** Permission bits; default 0o600. */
  readonly mode?: number
  /** User id; default that of the caller. */
  readonly owner?: number
  /** Default `file`. */
  readonly type?: 'file' | 'dir' | 'fifo'
}

/** What `openWorld` takes; every member has a default. */
export interface WorldOptions {
  /** Default `any`. */
  readonly fs?: FileSystem
  /** Whole seconds from 0 (never) to 2147483647; default the target's own, 45 on a stock kernel. */
  readonly leaseBreakTime?: number
  /** `/proc/sys/fs/leases-enable`; default true. */
  readonly leasesEnable?: boolean
  /** Files that are there before the first call; default: none. */
  readonly files?: readonly FileSetting[]
}

/** Who a process runs as. */
export interface ProcessOptions {
  /** Default 0 where permitted, else the caller's. */
  readonly uid?: number
  /** `CAP_LEASE`; default: as root has it. */
  readonly capLease?: boolean
}

/** What is known of a target that can be used. */
export interface TargetInfo {
  /** Tells it from {@link Unavailable}. */
  readonly available: true
  /** For instance `sim:rfc-v1` or `host`. */
  readonly name: string
  /** Kernel release, such as `6.12.117+deb12-amd64`, or what the profile stands for. */
  readonly release: string
  /** What examples can need there; tried out, not guessed. */
  readonly capabilities: readonly Capability[]
  /** Filesystems on offer, `any` excluded. */
  readonly fs: readonly FileSystem[]
}

/** A target that cannot be used here. */
export interface Unavailable {
  /** Tells it from {@link TargetInfo}. */
  readonly available: false
  /** For instance `vm:6.12`. */
  readonly name: string
  /** Why, in plain words. */
  readonly reason: string
  /** What would make it work, for instance an apt line. */
  readonly remedy: string
}

/** A kernel, real or simulated, with a filesystem and processes of its own. */
export interface World extends AsyncDisposable {
  /** What it runs on. */
  readonly target: TargetInfo
  /** The filesystem it is on, where the driver knows: never `any` or `dax`. */
  readonly fs?: FileSystem
  /** A directory on the filesystem asked for; relative paths start here. */
  readonly dir: string
  /**
   * Whole seconds from 0 (never) to 2147483647; settable where the target permits; restored on
   * dispose.
   */
  leaseBreakTime: number
  /** `/proc/sys/fs/leases-enable`; absent where the target cannot change it. */
  leasesEnable?: boolean
  /** Seconds on the world's clock since it was opened. */
  readonly now: number
  /** The process of that name, made at first use; `as` counts only then. */
  process(name: string, as?: ProcessOptions): Promise<Process>
  /** Resolves when every call has returned or is blocked. */
  settle(): Promise<void>
  /** Let time pass: the virtual clock moves, a real target sleeps. */
  advance(seconds: number): Promise<void>
  /** What has happened so far, as a trace that `manproof replay` accepts. */
  trace(): Trace
}

/** A driver: one target's way to open worlds. */
export interface Driver {
  /** Say what the target can do here, or why it cannot be used. Never throws. */
  probe(): Promise<TargetInfo | Unavailable>
  /** Open a world; rejects with {@link UnsupportedError} where the target has no such one. */
  openWorld(options?: WorldOptions): Promise<World>
}

/** One line of a trace's input. */
export type TraceLine = Readonly<Record<string, unknown>>

/** A run, as JSON Lines values: what was asked, and what happened. */
export interface Trace {
  /** World settings, then calls; `replay` accepts them. */
  readonly input: readonly TraceLine[]
  /** Results, blocked notes and signals in the order in which they happened. */
  readonly output: readonly TraceLine[]
  /**
   * Ids of calls beside which their process made others, as only one with threads can; absent: the
   * driver does not say.
   */
  readonly threaded?: readonly unknown[]
}
