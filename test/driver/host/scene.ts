import { test } from 'vitest'
import { openDriver } from '../../../tools/driver/host/index.ts'
import type { Driver, Process, World, WorldOptions } from '../../../tools/driver/index.ts'
import * as k from '../../../tools/driver/index.ts'

// Helpers of the tests of this machine's kernel.

export const driver: Driver = openDriver()
export const target: Awaited<ReturnType<Driver['probe']>> = await driver.probe()
export const page: WorldOptions = { files: [{ name: 'f', size: k.PAGE }] }
export const readWrite: number = k.PROT_READ | k.PROT_WRITE

export interface Scene {
  readonly world: World
  readonly A: Process
  readonly B: Process
}

export function real(
  name: string,
  act: (scene: Scene) => Promise<void>,
  options: WorldOptions = page,
  needs: readonly k.Capability[] = [],
): void {
  test(name, async ({ skip }) => {
    if (!target.available) return skip(`${target.reason}: ${target.remedy}`)
    const missing = needs.find((need) => !target.capabilities.includes(need))
    if (missing !== undefined) return skip(`this machine has no ${missing}`)
    await using world = await driver.openWorld(options)
    await act({ world, A: await world.process('A'), B: await world.process('B') })
  })
}

export function look(call: Promise<unknown>): unknown {
  const peek: unknown = Reflect.get(call, Symbol.for('manproof.peek'))
  return Reflect.apply(peek as () => unknown, call, [])
}

export async function failure(call: Promise<unknown>): Promise<string> {
  return call.then(
    (value) => `returned ${JSON.stringify(value)}`,
    (error: Error) => `${error.name}: ${error.message}`,
  )
}

export async function lease(process: Process, type: number = k.F_RDLCK): Promise<number> {
  const fd = await process.open('f', k.O_RDONLY)
  await process.fcntl(fd, k.F_SETLEASE, type)
  return fd
}
