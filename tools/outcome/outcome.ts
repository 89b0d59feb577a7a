/** A JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

interface Named {
  /** Other names of the same error or signal. */
  readonly also?: readonly string[]
}

/** What a call did, or what a page claims that it does. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'value'; readonly value: Json }
  | ({ readonly kind: 'errno'; readonly code: string } & Named)
  | ({ readonly kind: 'signal'; readonly signal: string } & Named)
  | { readonly kind: 'none' }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'after'; readonly outcome: Outcome }
  | ({ readonly kind: 'killed'; readonly signal: string } & Named)
