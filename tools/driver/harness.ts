import type { World, WorldOptions } from './port.ts'

/** Hooks into the driver for a program that runs other programs, per thread. */
export interface Harness {
  openWorld(options: WorldOptions): Promise<World>
  /** Called for each world, even one that was not opened with `openWorld`. */
  opens?(world: World): void
  /** Called when a world begins (1) or stops (-1) waiting for others on this machine. */
  waits?(change: 1 | -1): void
}

const key = Symbol.for('manproof.harness')

/** The harness that runs this program, if any. */
export function theHarness(): Harness | undefined {
  return (globalThis as { readonly [key]?: Harness })[key]
}
