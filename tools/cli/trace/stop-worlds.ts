import type { Driver, World } from '../../driver/index.ts'

/** A driver whose worlds end when the user asks to stop. */
export interface Stoppable {
  readonly driver: Driver
  /** Resolves when the user has asked to stop and every world is gone. */
  readonly stopped: Promise<void>
}

/**
 * Dispose the worlds of a driver as soon as a signal says so.
 *
 * A real kernel keeps its caller waiting, for as long as a lease is broken for instance.
 *
 * @param driver
 *   Opens the worlds.
 * @param signal
 *   Ctrl-C; without it nothing is ever stopped.
 * @returns
 *   A driver to use in place of `driver`, and the end.
 */
export function stopWorlds(driver: Driver, signal: AbortSignal | undefined): Stoppable {
  const worlds: World[] = []
  const stopped = new Promise<void>((resolve) => {
    const stop = async (): Promise<void> => {
      await Promise.allSettled(worlds.map((world) => world[Symbol.asyncDispose]()))
      resolve()
    }
    signal?.addEventListener('abort', () => void stop())
  })
  const openWorld: Driver['openWorld'] = async (options) => {
    const world = await driver.openWorld(options)
    worlds.push(world)
    return world
  }
  return { driver: { probe: () => driver.probe(), openWorld }, stopped }
}
