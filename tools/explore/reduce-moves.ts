import { conflict, footprints } from './footprint.ts'
import type { Move } from './move.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'

/** Chooses which of the possible moves to try. */
export type Reduce = (node: Node, moves: readonly Move[]) => readonly Move[]

/**
 * Create a partial-order reduction: if the next call of a process uses nothing that any other
 * process still uses, all orders of it and the others have the same result, and one is enough.
 *
 * This call is a persistent set: it needs no other call, no other call disables it, and it affects
 * neither the clock nor a sleeper. No state repeats along a path of such calls, since each advances
 * its process.
 *
 * @see Godefroid, Partial-Order Methods for the Verification of Concurrent Systems, 1996, chapter 4
 */
export function createReduction(plan: Plan): Reduce {
  const prints = footprints(plan)
  const lonely = plan.calls.map((call, index) => {
    const print = prints[index]
    if (print === undefined || call.async || print.has('clock')) return undefined
    return plan.calls.flatMap((other, each) =>
      other.process !== call.process && conflict(print, prints[each]) ? [each] : [],
    )
  })
  return (node, moves) => {
    if (moves.length < 2) return moves
    const stirring = new Set(
      moves.flatMap((move) => (move.kind === 'run' ? move.event.process : [])),
    )
    const alone = moves.find((move) => {
      if (move.kind !== 'call') return false
      const rivals = lonely[move.index]
      const { process } = plan.calls[move.index] ?? {}
      if (rivals === undefined || process === undefined || stirring.has(process)) return false
      if (node.state.sleepers.some((sleeper) => sleeper.process === process)) return false
      return rivals.every((rival) => node.calls[rival]?.status === 'done')
    })
    return alone === undefined ? moves : [alone]
  }
}
