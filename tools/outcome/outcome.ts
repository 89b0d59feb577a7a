/** A JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/** What a call did, or what a page says it does. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'errno'; readonly code: string }
  | { readonly kind: 'signal'; readonly signal: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'after'; readonly outcome: Outcome }
  | { readonly kind: 'killed'; readonly signal: string }
