import { accessSync, constants, readFileSync } from 'node:fs'
import { assertBreakTime } from '../assert-break-time.ts'
import { UnsupportedError } from '../errors.ts'
import { type HostState, hubOf } from './host-state.ts'
import type { KernelSetting, KernelView } from './kernel-view.ts'
import type { Reply } from './wire/hub.ts'
import { encodeText } from './wire/wire.ts'

const pathOf = (name: KernelSetting): string => `/proc/sys/fs/${name}`

/** The kernel of this machine; reads are not cached. */
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
  sharers: new Set(),
  joining: Promise.resolve(),
}

/** Value of a setting, or the one on its way to the kernel. */
export function readSetting({ underway, kernel }: HostState, name: KernelSetting): number {
  return underway.get(name) ?? kernel.read(name)
}

/**
 * Keep the settings as the kernel has them until the world is disposed or changes one.
 *
 * Waits for worlds that have changed one or already wait to do so, unless this thread has a world
 * with the kernel's settings open.
 *
 * @throws {Error}
 *   If another world does not end.
 */
export async function shareSettings(world: HostState): Promise<void> {
  const { kernel } = world
  const join = async (): Promise<void> => {
    const reply = await hubOf(world, 'share settings').ask(0, 'share', [isBeside(world)])
    assertDone(reply, 'share', 'lease-break-time')
    kernel.sharers.add(world)
  }
  // One after the other: the first waits for other programs, the next ones join it.
  const joined = kernel.joining.then(join)
  kernel.joining = joined.catch(() => {})
  await joined
}

/** Make other worlds of this thread wait in the queue again. */
export function leaveSettings(world: HostState): void {
  world.kernel.sharers.delete(world)
}

// A program with an open world may need another one before it can end the first.
function isBeside({ kernel }: HostState): '0' | '1' {
  return kernel.sharers.size > 0 ? '1' : '0'
}

/**
 * Change a setting until the world is disposed; waits for other worlds with another value.
 *
 * @throws {UnsupportedError}
 *   If this user is not permitted to.
 * @throws {Error}
 *   If another world does not end.
 * @throws {RangeError}
 *   If no kernel accepts the value.
 */
export async function changeSetting(
  world: HostState,
  name: KernelSetting,
  value: number,
): Promise<void> {
  assertSettable(world, name, value)
  world.underway.set(name, value)
  leaveSettings(world)
  const words = [encodeText(name), String(value), isBeside(world)]
  const reply = await hubOf(world, `set ${name}`).ask(0, 'setting', words)
  world.underway.delete(name)
  assertDone(reply, 'set', name)
  world.kernel.written(name, value)
  const isShared = 'result' in reply && reply.result === 0
  if (isShared && !world.disposed) world.kernel.sharers.add(world)
}

/** As `changeSetting`, for a setter: a later failure is thrown by the next call. */
export function beginChange(world: HostState, name: KernelSetting, value: number): void {
  assertSettable(world, name, value)
  changeSetting(world, name, value).catch((error: Error) => {
    world.failure = error
  })
}

function assertSettable(world: HostState, name: KernelSetting, value: number): void {
  if (name === 'lease-break-time') assertBreakTime(value)
  if (world.kernel.isSettable(name)) return
  throw new UnsupportedError(name, world.target.name, `only root can change ${pathOf(name)}`)
}

const reasons: Readonly<Record<string, string>> = {
  EBUSY: 'another world has held it for a minute',
  EUCLEAN: 'a killed world has left a value there; opening a world as root restores it',
}

function assertDone(reply: Reply, verb: 'set' | 'share', name: KernelSetting): void {
  if ('result' in reply) return
  const known = 'code' in reply ? reasons[reply.code] : undefined
  throw new Error(`Cannot ${verb} ${pathOf(name)}: ${known ?? JSON.stringify(reply)}`)
}
