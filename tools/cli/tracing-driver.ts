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
  /** Ids of calls beside which their process made others, as only one with threads can. */
  readonly threaded: readonly unknown[]
}

function traced(world: World): World {
  const noted: Noted = { sites: [], threaded: new Set() }
  const [open, dispose] = [world.process.bind(world), world[Symbol.asyncDispose].bind(world)]
  const known = new WeakSet<Process>()
  Object.defineProperty(world, 'process', {
    value: async (...args: Parameters<World['process']>) => {
      const process = await open(...args)
      if (!known.has(process)) noteCalls(world, process, noted)
      known.add(process)
      return process
    },
  })
  Object.defineProperty(world, Symbol.asyncDispose, {
    configurable: true,
    value: async () => {
      const { sites, threaded } = noted
      const told: SitedTrace = { trace: world.trace(), sites, threaded: [...threaded] }
      console.log(`${traceMark}${JSON.stringify(told)}`)
      await dispose()
    },
  })
  return world
}

interface Noted {
  readonly sites: SitedTrace['sites'][number][]
  readonly threaded: Set<unknown>
}

/** Remember for each call of a process where the example makes it, and what it is made beside. */
function noteCalls(world: World, process: Process, { sites, threaded }: Noted): void {
  const pending = new Set<unknown>()
  for (const [name, method] of Object.entries(process)) {
    if (typeof method !== 'function') continue
    const noting = (...args: readonly unknown[]): unknown => {
      const before = world.trace().input.length
      const result: unknown = Reflect.apply(method, process, args)
      const line = world.trace().input[before]
      if (line === undefined) return result
      // The program's name in stacks is that of the engine.
      const [, row, column] = /manproof-example-\d+:(\d+):(\d+)/.exec(new Error().stack ?? '') ?? []
      const { id } = line
      sites.push([id, Number(row), Number(column)])
      for (const other of pending) threaded.add(other)
      pending.add(id)
      const end = (): void => void pending.delete(id)
      // Past the call's own `then`, which would say that somebody waits and let time run.
      if (result instanceof Promise) void Promise.prototype.then.call(result, end, end)
      return result
    }
    Object.defineProperty(process, name, { value: noting })
  }
}
