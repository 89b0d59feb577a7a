import { type Driver, openTarget, type Process, type Trace, type World } from '../driver/index.ts'

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

/** A trace with the places in the program from which its calls were made. */
export interface SitedTrace {
  readonly trace: Trace
  /** Id of a call, and line and column of the compiled program. */
  readonly sites: readonly (readonly [id: unknown, line: number, column: number])[]
}

function traced(world: World): World {
  const sites: SitedTrace['sites'][number][] = []
  const [open, dispose] = [world.process.bind(world), world[Symbol.asyncDispose].bind(world)]
  const known = new WeakSet<Process>()
  Object.defineProperty(world, 'process', {
    value: async (...args: Parameters<World['process']>) => {
      const process = await open(...args)
      if (!known.has(process)) noteSites(world, process, sites)
      known.add(process)
      return process
    },
  })
  Object.defineProperty(world, Symbol.asyncDispose, {
    configurable: true,
    value: async () => {
      const told: SitedTrace = { trace: world.trace(), sites }
      console.log(`${traceMark}${JSON.stringify(told)}`)
      await dispose()
    },
  })
  return world
}

/** Remember for each call of a process where the example makes it. */
function noteSites(world: World, process: Process, sites: SitedTrace['sites'][number][]): void {
  for (const [name, method] of Object.entries(process)) {
    if (typeof method !== 'function') continue
    const noting = (...args: readonly unknown[]): unknown => {
      const before = world.trace().input.length
      const result: unknown = Reflect.apply(method, process, args)
      const line = world.trace().input[before]
      // The program's name in stacks is that of the engine.
      const [, row, column] = /manproof-example-\d+:(\d+):(\d+)/.exec(new Error().stack ?? '') ?? []
      if (line !== undefined) sites.push([line['id'], Number(row), Number(column)])
      return result
    }
    Object.defineProperty(process, name, { value: noting })
  }
}
