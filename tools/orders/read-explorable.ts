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
  /** Calls in the order in which they were written or made. */
  readonly scenario: ReadTrace
  /** The same, where processes without threads make one call at a time. */
  readonly explored: ReadTrace
  /** Input lines of the calls, after that of the world, if there is one. */
  readonly lines: readonly TraceLine[]
}

/**
 * Read a written trace.
 *
 * @param text
 *   JSON Lines.
 * @returns
 *   Calls, concurrent in a process if the trace says `async`.
 * @throws {TraceError}
 *   If the trace is malformed.
 */
export function readExplorable(text: string): Explorable {
  const scenario = readTrace(text)
  return { scenario, explored: scenario, lines: readLines(text) }
}

/**
 * Convert the trace of a run.
 *
 * @param trace
 *   Trace, from `chooseTrace`.
 * @returns
 *   Calls, concurrent in a process if they were in the run.
 */
export function explorableOf({ input, threaded }: RunTrace): Explorable {
  const read = readExplorable(input.map((line) => JSON.stringify(line)).join('\n'))
  // Recorded traces mark every call that slept as `async`, even if only other processes went on.
  const isThreaded = ({ id, async }: TraceCall): boolean => async && threaded.includes(id)
  const calls = read.scenario.calls.map((call) => ({ ...call, async: isThreaded(call) }))
  return { ...read, explored: { ...read.scenario, calls } }
}

/**
 * Choose the world of a run to explore.
 *
 * @param traces
 *   Traces of all its worlds.
 * @returns
 *   The first trace in which a process sleeps, else the first one, if there is one.
 */
export function chooseTrace(traces: readonly RunTrace[]): RunTrace | undefined {
  const sleeps = traces.find(({ output }) => output.some((line) => line['blocked'] === true))
  return sleeps ?? traces[0]
}
