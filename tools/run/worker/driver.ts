import type { Trace } from '../../evidence/index.ts'

/** The part of the driver port's `World` that the engine uses. */
export interface AnyWorld extends AsyncDisposable {
  readonly now: number
  readonly leaseBreakTime: number
  /** Kind of filesystem, if the driver reports it. */
  readonly fs?: string
  /** Target, if the driver reports it. */
  readonly target?: { readonly name: string }
  settle(): Promise<void>
  /** Trace so far, if the driver keeps one. */
  trace?(): Trace & { readonly threaded?: readonly unknown[] }
}

/** Description of a usable target. */
export interface Available {
  readonly available: true
  readonly name: string
  readonly release: string
  readonly capabilities: readonly string[]
  readonly fs: readonly string[]
}

/** Why a target cannot be used, and the remedy. */
export interface Unusable {
  readonly available: false
  readonly name: string
  readonly reason: string
  readonly remedy: string
  /** The driver itself failed: its module does not load, or it threw. */
  readonly broken?: true
}

/** Result of probing a target. */
export type Probe = Available | Unusable

/** The part of the driver port's `Driver` that the engine uses. */
export interface AnyDriver {
  probe(): Promise<Probe>
  openWorld(options?: Readonly<Record<string, unknown>>): Promise<AnyWorld>
}
