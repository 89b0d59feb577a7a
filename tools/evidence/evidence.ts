/** One run of one example on one target, as recorded. */
export interface Run {
  /** Outcomes in the order of the expectations, in the words of the page (`0`, `EINVAL`, `after T: ETXTBSY`). */
  readonly outcomes: readonly string[]
  /** Kernel release, or what the profile stands for. */
  readonly release: string
  /** File system the world was on; `none` where the example opened no world. */
  readonly fs: string
  /** ISO date of the recording. */
  readonly date: string
}

/** One line of a trace: a JSON object. */
export type TraceLine = Readonly<Record<string, unknown>>

/** A run as it can be replayed and drawn: what was asked, and what happened. */
export interface Trace {
  readonly input: readonly TraceLine[]
  readonly output: readonly TraceLine[]
}

/** The run that the chart of an example is drawn from. */
export interface RecordedTrace extends Trace {
  readonly target: string
}

/** What was recorded of one example. */
export interface ExampleEvidence {
  /** `Example.hash` at the time of the recording. */
  readonly hash: string
  /** By target name. */
  readonly runs: Readonly<Record<string, Run>>
  /** Where somebody slept or was sent a signal. */
  readonly chart?: RecordedTrace
}

/** `docs/evidence/PAGE.json`. */
export interface Evidence {
  readonly page: string
  /** By example name. */
  readonly examples: Readonly<Record<string, ExampleEvidence>>
}
