import { type Driver, openTarget, type World } from '../driver/index.ts'

/** In front of a trace in what an example writes to the console. */
export const traceMark = '\u0001trace '

/**
 * Open a driver whose worlds write their trace to the console when they end.
 *
 * The engine captures the console of each run, so that a program's calls come out of its worker
 * without the engine knowing of traces.
 *
 * @param options
 *   `target`: name of the target behind it.
 * @returns
 *   Driver that does all else as the target does.
 */
export function openDriver({ target }: { readonly target: string }): Driver {
  const opening = openTarget(target)
  return {
    probe: async () => (await opening).probe(),
    openWorld: async (options) => traced(await (await opening).openWorld(options)),
  }
}

function traced(world: World): World {
  const dispose = world[Symbol.asyncDispose].bind(world)
  Object.defineProperty(world, Symbol.asyncDispose, {
    configurable: true,
    value: async () => {
      console.log(`${traceMark}${JSON.stringify(world.trace())}`)
      await dispose()
    },
  })
  return world
}
