import type { Trace } from '../../evidence/index.ts'

/** What the engine needs of a world; `World` of the driver port has it. */
export interface AnyWorld extends AsyncDisposable {
  readonly now: number
  readonly leaseBreakTime: number
  /** The kind of file system the world is on, where the driver says it. */
  readonly fs?: string
  /** What it runs on, where the driver says it. */
  readonly target?: { readonly name: string }
  settle(): Promise<void>
  /** What has happened so far, where the driver keeps it. */
  trace?(): Trace & { readonly threaded?: readonly unknown[] }
}

/** What a usable target says of itself. */
export interface Available {
  readonly available: true
  readonly name: string
  readonly release: string
  readonly capabilities: readonly string[]
  readonly fs: readonly string[]
}

/** Why a target cannot be used, and what would help. */
export interface Unusable {
  readonly available: false
  readonly name: string
  readonly reason: string
  readonly remedy: string
  /** The driver did not say so itself: its module does not load, or it threw. */
  readonly broken?: true
}

/** What probing a target yields. */
export type Probe = Available | Unusable

/** What the engine needs of a driver; `Driver` of the driver port has it. */
export interface AnyDriver {
  probe(): Promise<Probe>
  openWorld(options?: Readonly<Record<string, unknown>>): Promise<AnyWorld>
}
