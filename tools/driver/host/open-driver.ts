import { UnsupportedError } from '../errors.ts'
import type { Driver, TargetInfo, Unavailable } from '../port.ts'
import type { CompileOptions } from './actor-program.ts'
import { openHostWorld } from './open-world.ts'
import { probe } from './probe.ts'

/** Where the driver of this machine's kernel compiles its actor; defaults are the environment's. */
export type HostOptions = CompileOptions

/**
 * Open the driver of this machine's kernel.
 *
 * Calls are made by real processes, one for each process of a world, below a temporary directory.
 * Everything goes with the world, or with this process, however it ends.
 *
 * @param options
 *   `cache` and `compiler` of the actor program.
 * @returns
 *   The driver; nothing is compiled or started yet.
 * @see measured: test/driver/host/host.test.ts
 */
export function openDriver(options: HostOptions = {}): Driver {
  let known: Promise<TargetInfo | Unavailable> | undefined
  const ask = async (): Promise<TargetInfo | Unavailable> => {
    known ??= probe(options)
    const answer = await known
    if (!answer.available) known = undefined // what is missing may be installed meanwhile
    return answer
  }
  return {
    probe: ask,
    openWorld: async (world = {}) => {
      const target = await ask()
      if (target.available) return openHostWorld(options, target, world)
      throw new UnsupportedError(target.name, target.name, `${target.reason}; ${target.remedy}`)
    },
  }
}
