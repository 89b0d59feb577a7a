import { addState, nameOf, type Walk } from './canonical.ts'
import type { Hasher } from './hasher.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'

/** Whether the result of each call of a plan is used by others. */
export function usedCalls(plan: Plan): readonly boolean[] {
  const used = new Set(plan.calls.flatMap(({ uses }) => uses))
  return plan.calls.map((_, index) => used.has(index))
}

/**
 * Hash a state of the search: the machine, the position of each process, and the results that later
 * calls will use. Other outcomes do not affect the future.
 */
export function hashNode(
  hasher: Hasher,
  { state, next, calls }: Node,
  used: readonly boolean[],
): Uint32Array {
  const { add } = hasher
  const walk = addState(add, state)
  for (const position of next) add(position)
  for (let index = 0; index < calls.length; index += 1) {
    const record = calls[index]
    if (record === undefined) add(undefined)
    else if (record.status === 'asleep') add(Math.max(0, state.now - record.since) + 0.5)
    else if (used[index] === true) addValue(walk, record.value)
    else add(true)
  }
  return hasher.end()
}

function addValue(walk: Walk, value: unknown): void {
  if (typeof value !== 'object' || value === null) {
    walk.add(typeof value === 'number' ? value : false)
    return
  }
  const [key = ''] = Object.keys(value)
  const number: unknown = Reflect.get(value, key)
  if (typeof number !== 'number') walk.add(JSON.stringify(value))
  else if (key === 'map') walk.add(nameOf(walk, 'map', number))
  else walk.add(nameOf(walk, 'pin', `${key}:${number}`))
}
