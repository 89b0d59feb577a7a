import { addState, nameOf, type Walk } from './canonical.ts'
import type { Hasher } from './hasher.ts'
import type { Node } from './node.ts'

/** Hash a state of the search: the machine, how far each process is, and what its calls brought. */
export function hashNode(hasher: Hasher, { state, next, calls }: Node): Uint32Array {
  const { add } = hasher
  const walk = addState(add, state)
  for (const position of next) add(position)
  for (const record of calls) {
    if (record === undefined) add(undefined)
    else if (record.status === 'asleep') add(Math.max(0, state.now - record.since) + 0.5)
    else {
      add(record.outcome)
      addValue(walk, record.value)
    }
  }
  return hasher.end()
}

/** Handles go by the names of the walk; everything else is in the outcome. */
function addValue(walk: Walk, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const [key = ''] = Object.keys(value)
  const number: unknown = Reflect.get(value, key)
  if (typeof number !== 'number') return
  if (key === 'map') walk.add(nameOf(walk, 'map', number))
  else walk.add(nameOf(walk, 'pin', `${key}:${number}`))
}
