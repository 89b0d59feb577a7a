import type { RunEvent } from '../model/index.ts'

/** One thing that can happen next. */
export type Move =
  | {
      readonly kind: 'call'
      /** Index of the plan. */
      readonly index: number
      /** Index of the actor; -1 in set-up. */
      readonly actor: number
    }
  | { readonly kind: 'run'; readonly event: RunEvent }
  | { readonly kind: 'advance'; readonly to: number }
