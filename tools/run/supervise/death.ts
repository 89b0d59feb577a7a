/** Why a worker ended before it answered. */
export type Death =
  /** Its event loop was blocked. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** A value of the run cannot be shown: converting it does not finish. */
  | { readonly kind: 'showing'; readonly ms: number }
  /** A value of an earlier run blocks the worker; this run is not to blame. */
  | { readonly kind: 'blocked' }
  /** It took too long. */
  | { readonly kind: 'timeout'; readonly ms: number }
  /** The run was stopped. */
  | { readonly kind: 'abort' }
  | { readonly kind: 'memory'; readonly megabytes: number }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'crash'; readonly message: string }
