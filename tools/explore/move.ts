import type { RunEvent } from '../model/index.ts'

/** A possible next step of the search. */
export type Move =
  | {
      readonly kind: 'call'
      readonly index: number
      /** Index of the actor; -1 in the setup. */
      readonly actor: number
    }
  | { readonly kind: 'run'; readonly event: RunEvent }
  | { readonly kind: 'advance'; readonly to: number }
