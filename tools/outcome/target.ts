/** A target as declared in a configuration: plain data, so it can be passed to a worker. */
export interface Target {
  /** Name, such as `sim:rfc-v1` or `host`. */
  readonly name: string
  /**
   * Words of `//=>` and `targets=` that select it, in addition to its name, least specific first
   * (`sim`, `rfc`, `rfc-v1`): the last that matches wins.
   */
  readonly selectors: readonly string[]
  /** URL of the module whose `openDriver(options)` opens the driver. */
  readonly module: string
  /** Options for `openDriver`, as JSON. */
  readonly options: Readonly<Record<string, unknown>>
  /** Release that the driver reports, `6.12.1`, or the start of it, `6.12.*`; default: any. */
  readonly release?: string
  /** Filesystems on which it can open a world; default: any. */
  readonly fs?: readonly string[]
}
