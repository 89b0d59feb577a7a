import type { Io } from './io.ts'
import type { Options, Values } from './read-arguments.ts'

/** One word after `manproof`. */
export interface Verb {
  /** Shown by `manproof VERB --help`; absent: the verb reads its own words. */
  readonly usage?: string
  readonly options: Options
  run(invocation: Invocation): Promise<number>
}

/** A verb's command line, read. */
export interface Invocation {
  readonly values: Values
  readonly positionals: readonly string[]
  readonly io: Io
  /** The words as they were given. */
  readonly args: readonly string[]
}
