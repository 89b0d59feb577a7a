/** One thing that is wrong with a trace; line and column are 1-based. */
export interface TraceProblem {
  readonly line: number
  readonly column: number
  readonly reason: string
}

/**
 * A trace that cannot be read.
 *
 * `problems` holds all that is wrong with it, in the order of the text, at least one.
 */
export class TraceError extends Error {
  override readonly name: string = 'TraceError'
  readonly problems: readonly TraceProblem[]

  constructor(problems: readonly TraceProblem[]) {
    super(problems.map(({ line, column, reason }) => `${line}:${column}: ${reason}`).join('\n'))
    this.problems = problems
  }
}
