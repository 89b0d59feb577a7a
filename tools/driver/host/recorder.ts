import type { Trace, TraceLine } from '../port.ts'

/** Order of a line among those of one moment. */
export type Rank = 'own' | 'signal' | 'woken'

export interface Recorder extends Trace {
  readonly input: TraceLine[]
  readonly output: TraceLine[]
  readonly waiting: { readonly rank: Rank; readonly line: TraceLine }[]
  last: number
}

const order: readonly Rank[] = ['own', 'signal', 'woken']

/** Start an empty trace. */
export function createRecorder(): Recorder {
  return { input: [], output: [], waiting: [], last: 0 }
}

/** Record a request and return its id. */
export function recordInput(recorder: Recorder, line: TraceLine): number {
  flush(recorder)
  const id = ++recorder.last
  recorder.input.push({ id, ...line })
  return id
}

/** Record an event. */
export function recordOutput(recorder: Recorder, rank: Rank, line: TraceLine): void {
  recorder.waiting.push({ rank, line })
}

/** Mark a call as async, because others were made before it returned. */
export function markAsync(recorder: Recorder, id: number): void {
  const index = recorder.input.findIndex((line) => line['id'] === id)
  const line = recorder.input[index]
  if (line !== undefined) recorder.input[index] = { ...line, async: true }
}

/**
 * Sort the events since the last request into the order of traces.
 *
 * Real processes report in no particular order. A trace has the line of the call first, then the
 * signals that it caused, then the calls that it woke.
 */
export function flush({ waiting, output }: Recorder): void {
  for (const rank of order) {
    for (const entry of waiting) if (entry.rank === rank) output.push(entry.line)
  }
  waiting.length = 0
}
