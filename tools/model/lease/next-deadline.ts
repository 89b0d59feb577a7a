import type { State } from '../state.ts'

/**
 * Find the earliest deadline of a sleeper.
 *
 * @param state
 *   Any state in which nothing is `enabled`.
 * @returns
 *   Seconds since the world was created, or undefined if no sleeper has a deadline.
 * @see fs/locks.c __break_lease, v6.12; with lease-break-time 0 there is none
 */
export function nextDeadline(state: State): number | undefined {
  let earliest: number | undefined
  for (const { wait } of state.sleepers) {
    if (wait.deadline === undefined) continue
    if (earliest === undefined || wait.deadline < earliest) earliest = wait.deadline
  }
  return earliest
}
