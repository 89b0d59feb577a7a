/** A JSON value. */
export type Json =
  | null
  | boolean
  | number
  | string
  | readonly Json[]
  | { readonly [key: string]: Json }

/** What has a name. */
interface Named {
  /** Further names of the same, where a page states it; absent: none are known. */
  readonly also?: readonly string[]
}

/** What a call did, or what a page says it does. */
export type Outcome =
  | { readonly kind: 'ok' }
  | { readonly kind: 'value'; readonly value: Json }
  | ({ readonly kind: 'errno'; readonly code: string } & Named)
  | ({ readonly kind: 'signal'; readonly signal: string } & Named)
  | { readonly kind: 'none' }
  | { readonly kind: 'blocks' }
  | { readonly kind: 'after'; readonly outcome: Outcome }
  | ({ readonly kind: 'killed'; readonly signal: string } & Named)
