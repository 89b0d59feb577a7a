/** A problem of a trace. */
export interface TraceProblem {
  /** From 1 on. */
  readonly line: number
  /** From 1 on. */
  readonly column: number
  /** What was found, and what was expected. */
  readonly reason: string
}

/** Error of a malformed trace. */
export class TraceError extends Error {
  override readonly name: string = 'TraceError'
  /** All problems in the order of the text; at least one. */
  readonly problems: readonly TraceProblem[]

  constructor(problems: readonly TraceProblem[]) {
    super(problems.map(({ line, column, reason }) => `${line}:${column}: ${reason}`).join('\n'))
    this.problems = problems
  }
}
