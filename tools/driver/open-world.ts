import { env } from 'node:process'
import { theHarness } from './harness.ts'
import { openTarget } from './open-target.ts'
import type { Driver, World, WorldOptions } from './port.ts'

const defaultTarget = 'sim:rfc-v1'

/** Drivers by target name; kept because opening one can require a compilation. */
const drivers = new Map<string, Promise<Driver>>()

/**
 * Open a world: a kernel, real or simulated, with a filesystem and processes of its own.
 *
 * The target is the one that the harness runs, else the one named by the environment variable
 * `MANPROOF_TARGET`, else the simulator under `rfc-v1`.
 *
 * Settings of a real kernel are global. A world has the settings that it requests, or the kernel's
 * own, until it is disposed. Worlds with the same settings can be open at the same time, even in
 * several processes; others wait for each other, first come, first served.
 *
 * @param options
 *   Filesystem, lease-break-time in seconds and files; see `WorldOptions` for the defaults.
 * @returns
 *   World, to be disposed, for example with `await using`.
 * @throws {UnsupportedError}
 *   If the target has no such filesystem or setting, or cannot be used on this machine.
 * @throws {Error}
 *   If a world with another setting has not ended within a minute. A program cannot have two such
 *   worlds on one real kernel at once.
 * @throws {RangeError}
 *   If `MANPROOF_TARGET` names no target, or no kernel accepts the lease-break-time.
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
