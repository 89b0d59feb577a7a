/** A target as the configuration declares it: plain data, so that a worker can be handed it. */
export interface Target {
  /** Such as `sim:rfc-v1` or `host`. */
  readonly name: string
  /**
   * Words of `//=>` and `targets=` it answers to besides its own name, least specific first
   * (`sim`, `rfc`, `rfc-v1`): of two that match, the later one wins.
   */
  readonly selectors: readonly string[]
  /** URL of the module whose `openDriver(options)` opens the driver. */
  readonly module: string
  /** Passed to `openDriver`; JSON. */
  readonly options: Readonly<Record<string, unknown>>
  /** Release that its driver reports, `6.12.1`, or the start of it, `6.12.*`; default: any. */
  readonly release?: string
  /** Filesystems that a world of it can be on; default: any. */
  readonly fs?: readonly string[]
}
