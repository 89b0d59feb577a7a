/** A recorded run of an example on a target. */
export interface Run {
  /** Outcomes in the order of the expectations, as in pages: `0`, `EINVAL`, `after T: ETXTBSY`. */
  readonly outcomes: readonly string[]
  /** Release of the kernel, or the one that the profile simulates. */
  readonly release: string
  /** Filesystem of the world; `none` if the example did not open one. */
  readonly fs: string
  /** ISO date on which it was recorded. */
  readonly date: string
}

/** One line of a trace: a JSON object. */
export type TraceLine = Readonly<Record<string, unknown>>

/** A run that can be replayed and drawn: its calls, and what happened. */
export interface Trace {
  readonly input: readonly TraceLine[]
  readonly output: readonly TraceLine[]
}

/** The run that the chart of an example shows. */
export interface RecordedTrace extends Trace {
  readonly target: string
}

/** Evidence of one example. */
export interface ExampleEvidence {
  /** `Example.hash` when it was recorded. */
  readonly hash: string
  /** By target name. */
  readonly runs: Readonly<Record<string, Run>>
  /** Only if a call blocked or a signal was sent. */
  readonly chart?: RecordedTrace
}

/** `docs/evidence/PAGE.json`. */
export interface Evidence {
  readonly page: string
  /** By example name. */
  readonly examples: Readonly<Record<string, ExampleEvidence>>
}
