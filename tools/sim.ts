import type { SimProfile, World, WorldOptions } from './driver/index.ts'
import { openDriver } from './driver/sim/index.ts'

// The names of `manproof`: a program moves between the two by what it imports from.
export * from './driver/index.ts'

/** What the simulator's `openWorld` takes; every member has a default. */
export interface SimOptions extends WorldOptions {
  /** Which kernel it is; default `rfc-v1`. */
  readonly profile?: SimProfile
}

/**
 * Open a simulated world, whatever the environment says.
 *
 * No real kernel is asked, time is virtual, and the same calls always have the same outcomes.
 *
 * @param options
 *   Profile, file system, lease-break-time in seconds and files.
 * @returns
 *   World, to be disposed; `await using` does that.
 * @throws {RangeError}
 *   If there is no such profile.
 * @throws {UnsupportedError}
 *   If the profile has no such file system.
 * @see manproof(1), section Library; measured: test/driver/library.test.ts
 */
export async function openWorld(options: SimOptions = {}): Promise<World> {
  const { profile = 'rfc-v1', ...world } = options
  return openDriver({ profile }).openWorld(world)
}
