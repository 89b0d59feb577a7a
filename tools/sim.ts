/**
 * The simulator, for tests of code that handles leases.
 *
 * The module exports the same names as `manproof`; its {@link openWorld} only opens the simulator,
 * so a test needs no privileges, no DAX device, and no time.
 * Pass a {@link World} or a {@link Process} to the code under test, and check what it did.
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

// The same names as `manproof`: to switch, a program only changes the import.
export * from './driver/index.ts'

/** Options of the simulator's `openWorld`; every member has a default. */
export interface SimOptions extends WorldOptions {
  /** Kernel to simulate; default `rfc-v1`. */
  readonly profile?: SimProfile
}

/**
 * Open a simulated world, regardless of the environment.
 *
 * No real kernel is involved, time is virtual, and the same calls always have the same outcomes.
 *
 * @param options
 *   Profile, filesystem, lease-break-time in seconds and files.
 * @returns
 *   World, to be disposed, for example with `await using`.
 * @throws {RangeError}
 *   If there is no such profile, or no kernel accepts the lease-break-time.
 * @throws {UnsupportedError}
 *   If the profile has no such filesystem.
 * @see manproof(1), section Library; measured: test/driver/library.test.ts
 */
export async function openWorld(options: SimOptions = {}): Promise<World> {
  const { profile = 'rfc-v1', ...world } = options
  return openDriver({ profile }).openWorld(world)
}
