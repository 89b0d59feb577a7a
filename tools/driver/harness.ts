import type { World, WorldOptions } from './port.ts'

/** What a program that runs others puts in place of parts of the driver, for one thread. */
export interface Harness {
  openWorld(options: WorldOptions): Promise<World>
  /** Told of each world, also of one that the program opened past `openWorld`. */
  opens?(world: World): void
  /** Told when a world begins (1) and ends (-1) to wait for others on this machine. */
  waits?(change: 1 | -1): void
}

const key = Symbol.for('manproof.harness')

/** The harness that runs this program, if one does. */
export function theHarness(): Harness | undefined {
  return (globalThis as { readonly [key]?: Harness })[key]
}
