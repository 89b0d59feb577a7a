import type { Alternative, CallId, Outcome } from '../../model/index.ts'

/** A line of the output of a trace. */
export type OutputLine = Readonly<Record<string, unknown>>

/** An expected line, with alternatives. */
export interface ExpectedLine {
  readonly line: OutputLine
  /** Order among the lines of one moment: 0 the call itself, 1 signals, 2 calls that they woke. */
  readonly rank: 0 | 1 | 2
  /** Other answers that the sources allow. */
  readonly oneOf?: readonly Alternative[]
}

export interface Telling {
  readonly at: number
  /** Call that was just made, whose own line comes first. */
  readonly own?: CallId | undefined
  /** Sleeping calls of a process, which end with it. */
  readonly asleep: (process: string) => readonly CallId[]
  /** Whether a call has already been reported as blocked. */
  readonly isTold: (id: CallId) => boolean
}

/**
 * Output lines of one step of the model, with the line of the call first.
 *
 * @see tools/driver/sim/deliver.ts, which writes the same lines
 */
export function outcomeLines(outcomes: readonly Outcome[], telling: Telling): ExpectedLine[] {
  const lines = outcomes.flatMap((outcome) => linesOf(outcome, telling))
  const isOwn = ({ line }: ExpectedLine): boolean =>
    telling.own !== undefined && line['id'] === telling.own
  return [...lines.filter(isOwn), ...lines.filter((each) => !isOwn(each))]
}

function linesOf(outcome: Outcome, telling: Telling): ExpectedLine[] {
  const { at } = telling
  if (outcome.kind === 'signal') {
    const { signal, process, leaseFd } = outcome
    const fd = leaseFd === undefined ? {} : { si_fd: leaseFd }
    return [{ line: { signal, process, ...fd, at }, rank: 1 }]
  }
  if (outcome.kind === 'killed') {
    const { process, signal } = outcome
    return [{ line: { killed: signal, process, at }, rank: 1 }, ...ends(telling, process, signal)]
  }
  if (outcome.kind === 'exited') return ends(telling, outcome.process, 'SIGKILL')
  const { id } = outcome
  const rank = id === telling.own ? 0 : 2
  if (outcome.kind === 'blocked') {
    return telling.isTold(id) ? [] : [{ line: { id, blocked: true, at }, rank }]
  }
  if (outcome.kind === 'supportless') {
    return [{ line: { id, unsupported: outcome.capability, at }, rank }]
  }
  const other = outcome.oneOf === undefined ? {} : { oneOf: outcome.oneOf }
  if (outcome.kind === 'result')
    return [{ line: { id, result: outcome.value, at }, rank, ...other }]
  const { code } = outcome
  const line = code.startsWith('SIG') ? { id, result: code, at } : { id, errno: code, at }
  return [{ line, rank, ...other }]
}

function ends(telling: Telling, process: string, signal: string): ExpectedLine[] {
  const { at } = telling
  return telling.asleep(process).map((id) => ({ line: { id, killed: signal, at }, rank: 2 }))
}
