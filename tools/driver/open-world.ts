import { env } from 'node:process'
import { theHarness } from './harness.ts'
import { openTarget } from './open-target.ts'
import type { Driver, World, WorldOptions } from './port.ts'

const defaultTarget = 'sim:rfc-v1'

/** Drivers by target name: opening one can mean compiling it. */
const drivers = new Map<string, Promise<Driver>>()

/**
 * Open a world: a kernel, real or simulated, with a filesystem and processes of its own.
 *
 * The target is the harness's where one runs the program, else the one that the environment
 * variable `MANPROOF_TARGET` names, else the simulator under `rfc-v1`.
 *
 * A real kernel has its settings once for all. There a world has what it asks for, or else what the
 * kernel has by itself, for all of its life: worlds that agree are open at once, also in several
 * processes; those that differ wait for each other, in the order in which they came.
 *
 * @param options
 *   Filesystem, lease-break-time in seconds and files; see `WorldOptions` for the defaults.
 * @returns
 *   World, to be disposed; `await using` does that.
 * @throws {UnsupportedError}
 *   If the target has no such filesystem or setting, or cannot be used on this machine.
 * @throws {Error}
 *   If a world that has a setting otherwise has not ended for a minute: a program cannot have two
 *   such worlds of one real kernel at once.
 * @throws {RangeError}
 *   If `MANPROOF_TARGET` names no target, or no kernel takes the lease-break-time.
 * @see manproof(1), ENVIRONMENT
 */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const harness = theHarness()
  if (harness !== undefined) return harness.openWorld(options)
  const name = env['MANPROOF_TARGET'] || defaultTarget
  const driver = drivers.get(name) ?? openTarget(name)
  drivers.set(name, driver)
  return (await driver).openWorld(options)
}
