import type { CallId } from '../model/index.ts'
import { applyMove } from './apply-move.ts'
import { listMoves } from './list-moves.ts'
import type { Move } from './move.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'
import type { Place, SearchResult } from './search.ts'

/** One step of a schedule, in terms of the scenario. */
export type ScheduleStep =
  /** A process makes a call; `async`: it sleeps, and others continue. */
  | { readonly call: CallId; readonly async: boolean }
  | { readonly advance: number }
  /** The kernel resumes a sleeping call, or lets a process take a signal. */
  | { readonly process: string; readonly run: CallId | 'signal' }

/** An order of steps, including the setup. */
export interface Schedule {
  readonly steps: readonly ScheduleStep[]
  /** Whether a replay does the same, because no step depends on a slow kernel. */
  readonly replayable: boolean
}

/** Find the schedule of a state by following the search back to its start. */
export function scheduleTo(
  plan: Plan,
  start: Node,
  result: SearchResult,
  to: { readonly place: Place; readonly prompt: boolean },
): Schedule {
  const { place, prompt } = to
  const choices: number[] = place.move === -1 ? [] : [place.move]
  for (let state = place.state; result.table.parentOf(state) !== -1; ) {
    choices.push(result.table.moveOf(state))
    state = result.table.parentOf(state)
  }
  const steps: ScheduleStep[] = plan.calls
    .slice(0, plan.setUp)
    .map(({ id, async }) => ({ call: id, async }))
  const made = new Map<number, number>()
  let node = start
  for (const choice of choices.reverse()) {
    const move = listMoves(plan, node, prompt)[choice]
    if (move === undefined) throw new Error(`Unexpected choice \`${choice}\` of a schedule`)
    if (!prompt || move.kind !== 'run') {
      if (move.kind === 'call') made.set(steps.length, move.index)
      steps.push(stepOf(plan, node, move))
    }
    node = applyMove(plan, node, move).node
    const last = steps.length - 1
    const index = made.get(last)
    const isAsleep = index !== undefined && node.calls[index]?.status === 'asleep'
    // The last step before others continue determines how a replay sees the call.
    const step = steps[last]
    if (step !== undefined && 'call' in step && index !== undefined) {
      steps[last] = { ...step, async: isAsleep || plan.calls[index]?.async === true }
    }
  }
  return { steps, replayable: prompt }
}

function stepOf(plan: Plan, node: Node, move: Move): ScheduleStep {
  if (move.kind === 'advance') return { advance: move.to - node.state.now }
  if (move.kind === 'run') {
    const { process, id } = move.event
    return { process, run: id ?? 'signal' }
  }
  return { call: plan.calls[move.index]?.id ?? '', async: false }
}
