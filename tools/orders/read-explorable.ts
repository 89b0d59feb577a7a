import {
  type ReadTrace,
  readLines,
  readTrace,
  type TraceCall,
  type TraceLine,
} from '../driver/index.ts'
import type { RunTrace } from '../run/index.ts'

/** Calls that can be made in other orders. */
export interface Explorable {
  /** The calls as they were written or made. */
  readonly scenario: ReadTrace
  /** The same, in which a process without threads makes no call beside another. */
  readonly explored: ReadTrace
  /** Input lines by which the calls can be shown; the world's line is the first, if there is one. */
  readonly lines: readonly TraceLine[]
}

/**
 * Read a trace that somebody wrote.
 *
 * @param text
 *   JSON Lines.
 * @returns
 *   Its calls, in which a process makes one beside another where the trace says `async`.
 * @throws {TraceError}
 *   If the trace is malformed.
 */
export function readExplorable(text: string): Explorable {
  const scenario = readTrace(text)
  return { scenario, explored: scenario, lines: readLines(text) }
}

/**
 * Take the calls that a run made in one of its worlds.
 *
 * @param trace
 *   Chosen with `chooseTrace`.
 * @returns
 *   Its calls, in which a process makes one beside another where it has done so in the run.
 */
export function explorableOf({ input, threaded }: RunTrace): Explorable {
  const read = readExplorable(input.map((line) => JSON.stringify(line)).join('\n'))
  // A trace says of every call that slept that others came after it, whoever made them.
  const isThreaded = ({ id, async }: TraceCall): boolean => async && threaded.includes(id)
  const calls = read.scenario.calls.map((call) => ({ ...call, async: isThreaded(call) }))
  return { ...read, explored: { ...read.scenario, calls } }
}

/**
 * Choose the world of a run that is explored.
 *
 * @param traces
 *   Of all its worlds.
 * @returns
 *   The first in which somebody sleeps, else the first; undefined: there is none.
 */
export function chooseTrace(traces: readonly RunTrace[]): RunTrace | undefined {
  const sleeps = traces.find(({ output }) => output.some((line) => line['blocked'] === true))
  return sleeps ?? traces[0]
}
