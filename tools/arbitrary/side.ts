import type { TraceLine, World } from '../driver/index.ts'

/** A world, with the objects and calls of random steps. */
export interface Side {
  /** World in which the steps are performed. */
  readonly world: World
  /** Process and kind, such as `A fd`, to the objects made, in order. */
  readonly made: Map<string, unknown[]>
  /** Id of a call in the world to its line and its number, starting at 1. */
  readonly calls: Map<unknown, { readonly line: TraceLine; readonly number: number }>
  /** Ids of sleeping calls. */
  readonly asleep: Set<unknown>
  /** Number of output lines that have been processed. */
  seen: number
}

/**
 * Prepare a world for random steps.
 *
 * @param world
 *   Any world; other code can also use it, with processes of its own.
 * @returns
 *   Side for `perform` and for `anyCommands`.
 */
export function openSide(world: World): Side {
  const { output } = world.trace()
  return { world, made: new Map(), calls: new Map(), asleep: new Set(), seen: output.length }
}

/** Whether a process sleeps in a call of a random step. */
export function isAsleep(side: Side, process: string): boolean {
  return [...side.asleep].some((id) => side.calls.get(id)?.line['process'] === process)
}
