import type { TraceLine, World } from '../driver/index.ts'

/** A world with what random steps have made in it. */
export interface Side {
  /** Where the steps are made. */
  readonly world: World
  /** Process and kind, `A fd`, to what was made, in order. */
  readonly made: Map<string, unknown[]>
  /** Id that the world gave a call to the call's line and its number, from 1 on. */
  readonly calls: Map<unknown, { readonly line: TraceLine; readonly number: number }>
  /** Ids of the calls that sleep. */
  readonly asleep: Set<unknown>
  /** Output lines that have been looked at. */
  seen: number
}

/**
 * Begin to run random steps in a world.
 *
 * @param world
 *   Any world; other code may act in it too, in processes of its own.
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
