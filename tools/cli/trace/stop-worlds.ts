import type { Driver, World } from '../../driver/index.ts'

/** A driver whose worlds are disposed when the user interrupts. */
export interface Stoppable {
  readonly driver: Driver
  /** Resolves after an interrupt, once every world is disposed. */
  readonly stopped: Promise<void>
}

/**
 * Dispose the worlds of a driver on an abort.
 *
 * A real kernel can keep its caller waiting, while a lease is being broken for example.
 *
 * @param driver
 *   Opens the worlds.
 * @param signal
 *   Ctrl-C.
 * @returns
 *   Driver to use in place of `driver`.
 */
export function stopWorlds(driver: Driver, signal: AbortSignal): Stoppable {
  const worlds: World[] = []
  const stopped = new Promise<void>((resolve) => {
    const stop = async (): Promise<void> => {
      await Promise.allSettled(worlds.map((world) => world[Symbol.asyncDispose]()))
      resolve()
    }
    signal.addEventListener('abort', () => void stop())
  })
  const openWorld: Driver['openWorld'] = async (options) => {
    const world = await driver.openWorld(options)
    worlds.push(world)
    return world
  }
  return { driver: { probe: () => driver.probe(), openWorld }, stopped }
}
