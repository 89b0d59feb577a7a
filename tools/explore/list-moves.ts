import { enabled, type Inode, type State } from '../model/index.ts'
import type { Move } from './move.ts'
import type { Node } from './node.ts'
import type { Actor, Plan } from './plan.ts'

/**
 * List all possible moves, in a fixed order.
 *
 * A process makes its next call when the previous one has returned, the results that the call uses
 * are available, and no signal is to be taken. If no internal step is possible, the clock moves to
 * the next deadline of a sleeper or a lease.
 *
 * @param prompt
 *   Whether the kernel takes internal steps at once and in a fixed order, as in the drivers.
 */
export function listMoves(plan: Plan, node: Node, prompt: boolean): Move[] {
  const runs = enabled(node.state)
  const [first] = runs
  if (prompt && first !== undefined) return [{ kind: 'run', event: first }]
  const moves: Move[] = []
  const busy = new Set(runs.flatMap(({ process, id }) => (id === undefined ? [process] : [])))
  for (const [actor, each] of plan.actors.entries()) {
    const index = each.calls[node.next[actor] ?? 0]
    if (index === undefined || busy.has(each.process)) continue
    if (isReady(plan, node, each, index)) moves.push({ kind: 'call', index, actor })
  }
  for (const event of runs) moves.push({ kind: 'run', event })
  if (first !== undefined) return moves
  const to = nextInstant(node.state)
  if (to !== undefined && (moves.length > 0 || node.state.sleepers.length > 0)) {
    moves.push({ kind: 'advance', to })
  }
  return moves
}

/** Whether a process can make its next call now. */
function isReady(plan: Plan, node: Node, actor: Actor, index: number): boolean {
  const { state } = node
  if (actor.process !== '' && state.processes[actor.process]?.status !== 'running') return false
  if (!isFree(plan, node, actor.process)) return false
  const call = plan.calls[index]
  return call?.uses.every((used) => isAnswered(plan, node, used)) === true
}

/** Whether no thread of a process delays its next call. */
export function isFree(plan: Plan, { state, calls }: Node, process: string): boolean {
  return state.sleepers.every((sleeper) => {
    if (sleeper.process !== process) return true
    if (sleeper.id === null) return false
    const index = plan.calls.findIndex(({ id }) => id === sleeper.id)
    return plan.calls[index]?.async === true && calls[index]?.status === 'asleep'
  })
}

/** Whether a result is available, or never will be. */
function isAnswered(plan: Plan, { state, calls }: Node, index: number): boolean {
  if (calls[index]?.status === 'done') return true
  const process = plan.calls[index]?.process ?? ''
  const status = state.processes[process]?.status
  return status !== undefined && status !== 'running'
}

/** The next deadline in the machine. */
function nextInstant(state: State): number | undefined {
  let earliest: number | undefined
  function note(time: number | undefined): void {
    if (time === undefined || time <= state.now) return
    if (earliest === undefined || time < earliest) earliest = time
  }
  for (const { wait } of state.sleepers) note(wait.deadline)
  for (const key in state.inodes) noteLeases(state.inodes[key], note)
  return earliest
}

function noteLeases(inode: Inode | undefined, note: (time: number | undefined) => void): void {
  for (const { breakTime, downgradeTime } of inode?.leases ?? []) {
    note(breakTime)
    note(downgradeTime)
  }
}
