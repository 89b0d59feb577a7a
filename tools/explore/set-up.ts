import { createState, enabled, nextDeadline, type ProfileName, step } from '../model/index.ts'
import { applyMove } from './apply-move.ts'
import { isFree } from './list-moves.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'

/**
 * Create the first state of a search: the processes, then the calls of the setup in order.
 *
 * As in a replay, the kernel takes internal steps at once, and time passes for a sleeping call
 * unless it is `async`.
 */
export function setUp(plan: Plan, profile: ProfileName): Node {
  let state = createState(profile, plan.world)
  for (const { process = '', args } of plan.spawns) {
    state = step(state, { kind: 'spawn', process, ...(args[0] as object | undefined) }).state
  }
  let node: Node = {
    state,
    next: plan.actors.map(() => 0),
    calls: plan.calls.map(() => undefined),
  }
  for (let index = 0; index < plan.setUp; index += 1) {
    const planned = plan.calls[index]
    const process = planned?.process ?? ''
    const runs = process === '' || node.state.processes[process]?.status === 'running'
    if (!runs || !isFree(plan, node, process)) continue
    node = settle(plan, applyMove(plan, node, { kind: 'call', index, actor: -1 }).node)
    while (planned?.async !== true && node.calls[index]?.status === 'asleep') {
      const to = nextDeadline(node.state)
      if (to === undefined) break
      node = settle(plan, applyMove(plan, node, { kind: 'advance', to }).node)
    }
  }
  return node
}

function settle(plan: Plan, from: Node): Node {
  let node = from
  for (let [event] = enabled(node.state); event !== undefined; [event] = enabled(node.state)) {
    node = applyMove(plan, node, { kind: 'run', event }).node
  }
  return node
}
