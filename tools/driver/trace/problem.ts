/** One thing that is wrong with a trace. */
export interface TraceProblem {
  /** From 1 on. */
  readonly line: number
  /** From 1 on. */
  readonly column: number
  /** What was there, and what was expected. */
  readonly reason: string
}

/** A trace that cannot be read. */
export class TraceError extends Error {
  override readonly name: string = 'TraceError'
  /** All that is wrong with it, in the order of the text; at least one. */
  readonly problems: readonly TraceProblem[]

  constructor(problems: readonly TraceProblem[]) {
    super(problems.map(({ line, column, reason }) => `${line}:${column}: ${reason}`).join('\n'))
    this.problems = problems
  }
}
