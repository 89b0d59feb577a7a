/** Why a worker ended before its answer. */
export type Death =
  /** Its event loop stood still. */
  | { readonly kind: 'stall'; readonly ms: number }
  /** A value of the run cannot be shown: converting it does not end. */
  | { readonly kind: 'showing'; readonly ms: number }
  /** A value of an earlier run keeps the worker; the run is not to blame. */
  | { readonly kind: 'blocked' }
  /** It waited for too long. */
  | { readonly kind: 'timeout'; readonly ms: number }
  /** We were asked to stop. */
  | { readonly kind: 'abort' }
  | { readonly kind: 'memory'; readonly megabytes: number }
  | { readonly kind: 'exit'; readonly code: number }
  | { readonly kind: 'crash'; readonly message: string }
