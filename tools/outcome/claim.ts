import type { Outcome } from './outcome.ts'

/** 1-based line and column, 0-based offset into the page. */
export interface Point {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** A stretch of the page. */
export interface Place {
  readonly start: Point
  readonly end: Point
}

/** One `SELECTOR: OUTCOME` of an expectation. */
export interface Claim {
  /** Absent in the default part. */
  readonly selector?: string
  readonly outcome: Outcome
  readonly place: Place
}

/** One `//=>` comment, tied to the expression it speaks of. */
export interface Expectation {
  /** Place of the comment, from `//=>` to its end. */
  readonly place: Place
  /** As written, without `//=>` and outer white space. */
  readonly text: string
  /** The default first, where there is one. */
  readonly claims: readonly Claim[]
  /** Offsets into `Example.code` of the expression whose outcome is meant (without `await`). */
  readonly expression: { readonly start: number; readonly end: number }
  /** Whether that expression stands directly behind `await`; otherwise it is only watched. */
  readonly awaited: boolean
}
