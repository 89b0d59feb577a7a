import type { Trace, TraceLine } from '../port.ts'

/** Where a line stands among those of one moment. */
export type Rank = 'own' | 'signal' | 'woken'

/** A trace in the making. */
export interface Recorder extends Trace {
  readonly input: TraceLine[]
  readonly output: TraceLine[]
  readonly waiting: { readonly rank: Rank; readonly line: TraceLine }[]
  last: number
}

const order: readonly Rank[] = ['own', 'signal', 'woken']

/** An empty trace. */
export function createRecorder(): Recorder {
  return { input: [], output: [], waiting: [], last: 0 }
}

/** Write down what is asked; returns its id. */
export function recordInput(recorder: Recorder, line: TraceLine): number {
  flush(recorder)
  const id = ++recorder.last
  recorder.input.push({ id, ...line })
  return id
}

/** Write down what happened. */
export function recordOutput(recorder: Recorder, rank: Rank, line: TraceLine): void {
  recorder.waiting.push({ rank, line })
}

/** Say of a call that others came before its answer. */
export function markAsync(recorder: Recorder, id: number): void {
  const index = recorder.input.findIndex((line) => line['id'] === id)
  const line = recorder.input[index]
  if (line !== undefined) recorder.input[index] = { ...line, async: true }
}

/**
 * Put what happened since the last request into the order of traces.
 *
 * The processes of a kernel report in no order. A trace has a call's own line first, then the
 * signals that it caused, then the calls that it woke.
 */
export function flush({ waiting, output }: Recorder): void {
  for (const rank of order) {
    for (const entry of waiting) if (entry.rank === rank) output.push(entry.line)
  }
  waiting.length = 0
}
