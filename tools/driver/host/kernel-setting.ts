import { accessSync, constants, readFileSync } from 'node:fs'
import { UnsupportedError } from '../errors.ts'
import { type HostState, hubOf } from './host-state.ts'
import type { Reply } from './hub.ts'
import type { KernelSetting, KernelView } from './kernel-view.ts'
import { encodeText } from './wire.ts'

const pathOf = (name: KernelSetting): string => `/proc/sys/fs/${name}`

/** This machine's kernel, looked at afresh every time. */
export const localKernel: KernelView = {
  read: (name) => Number(readFileSync(pathOf(name), 'ascii')),
  isSettable: (name) => {
    try {
      accessSync(pathOf(name), constants.W_OK)
      return true
    } catch {
      return false
    }
  },
  written: () => {},
}

/** The kernel's value, or the one on its way there. */
export function readSetting({ underway, kernel }: HostState, name: KernelSetting): number {
  return underway.get(name) ?? kernel.read(name)
}

/**
 * Change a setting until the world is disposed; waits for other worlds that have changed one.
 *
 * @throws {UnsupportedError}
 *   If this user may not.
 * @throws {RangeError}
 *   If the value is not a whole number of at least 0.
 */
export async function changeSetting(
  world: HostState,
  name: KernelSetting,
  value: number,
): Promise<void> {
  assertSettable(world, name, value)
  world.underway.set(name, value)
  const words = [encodeText(name), String(value)]
  const reply = await hubOf(world, `set ${name}`).ask(0, 'setting', words)
  world.underway.delete(name)
  assertDone(reply, name)
  world.kernel.written(name, value)
}

/** As `changeSetting`, for a setter: what fails later is thrown by the next call. */
export function beginChange(world: HostState, name: KernelSetting, value: number): void {
  assertSettable(world, name, value)
  changeSetting(world, name, value).catch((error: Error) => {
    world.failure = error
  })
}

function assertSettable(world: HostState, name: KernelSetting, value: number): void {
  if (!Number.isSafeInteger(value) || value < 0 || value > 0x7fffffff) {
    throw new RangeError(`Unexpected ${value} for ${name}, expected a whole number of at least 0`)
  }
  if (world.kernel.isSettable(name)) return
  throw new UnsupportedError(name, world.target.name, `only root can change ${pathOf(name)}`)
}

function assertDone(reply: Reply, name: KernelSetting): void {
  if ('result' in reply) return
  const busy = 'code' in reply && reply.code === 'EBUSY'
  const reason = busy ? 'another world has held it for a minute' : JSON.stringify(reply)
  throw new Error(`Cannot set ${pathOf(name)}: ${reason}`)
}
