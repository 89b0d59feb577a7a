import type { Io } from './io.ts'
import type { Options, Values } from './read-arguments.ts'

/** A subcommand of `manproof`. */
export interface Verb {
  /** Shown by `manproof VERB --help`. */
  readonly usage: string
  readonly options: Options
  run(invocation: Invocation): Promise<number>
}

/** Parsed command line of a verb. */
export interface Invocation {
  readonly values: Values
  readonly positionals: readonly string[]
  readonly io: Io
}
