/**
 * The simulator, for tests of code that handles leases.
 *
 * The module has the names of `manproof`; its {@link openWorld} opens the simulator only,
 * so that a test needs no privileges, no DAX device, and no time.
 * Hand the code under test a {@link World} or a {@link Process}, and look at what it did.
 *
 * @packageDocumentation
 * @example
 * A holder that does not answer loses its lease after `leaseBreakTime`, which takes no real time:
 *
 * ```ts name=lease-test targets=sim
 * import { F_RDLCK, F_SETLEASE, O_RDONLY, openWorld } from 'manproof/sim'
 *
 * await using world = await openWorld({
 *   profile: 'linux-6.18',
 *   leaseBreakTime: 45,
 *   files: [{ name: 'f', size: 4096 }],
 * })
 * const holder = await world.process('holder')
 * const other = await world.process('other')
 * await holder.sigaction('SIGIO', 'collect')
 * const fd = await holder.open('f', O_RDONLY)
 * await holder.fcntl(fd, F_SETLEASE, F_RDLCK)
 * await other.truncate('f', 0)
 * if (world.now !== 45) throw new Error(`It took ${world.now} s`)
 * ```
 */
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
 *   Profile, filesystem, lease-break-time in seconds and files.
 * @returns
 *   World, to be disposed; `await using` does that.
 * @throws {RangeError}
 *   If there is no such profile, or no kernel takes the lease-break-time.
 * @throws {UnsupportedError}
 *   If the profile has no such filesystem.
 * @see manproof(1), section Library; measured: test/driver/library.test.ts
 */
export async function openWorld(options: SimOptions = {}): Promise<World> {
  const { profile = 'rfc-v1', ...world } = options
  return openDriver({ profile }).openWorld(world)
}
