import type { Outcome } from './outcome.ts'

/** 1-based line and column, 0-based offset into the page. */
export interface Point {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** A range of the page. */
export interface Place {
  readonly start: Point
  readonly end: Point
}

/** One `SELECTOR: OUTCOME` of an expectation. */
export interface Claim {
  /** Absent for the default. */
  readonly selector?: string
  readonly outcome: Outcome
  readonly place: Place
}

/** One `//=>` comment, with the expression that it describes. */
export interface Expectation {
  /** Place of the comment, from `//=>` to its end. */
  readonly place: Place
  /** Source text without `//=>` and outer white space. */
  readonly text: string
  /** The default, if any, is first. */
  readonly claims: readonly Claim[]
  /** Offsets into `Example.code` of the expression, without `await`. */
  readonly expression: { readonly start: number; readonly end: number }
  /** Whether `await` directly precedes the expression; otherwise it is only watched. */
  readonly awaited: boolean
}
