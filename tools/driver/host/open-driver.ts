import { UnsupportedError } from '../errors.ts'
import type { Driver, TargetInfo, Unavailable } from '../port.ts'
import type { CompileOptions } from './actor-program.ts'
import { openHostWorld } from './open-world.ts'
import { probe } from './probe.ts'

/** Cache and compiler of the actor program; defaults come from the environment. */
export type HostOptions = CompileOptions

/**
 * Open the driver of this machine's kernel.
 *
 * Calls are made by real processes, one for each process of a world, in a temporary directory. All
 * are removed with the world, or when this process ends for any reason.
 *
 * @param options
 *   `cache` and `compiler` of the actor program.
 * @returns
 *   Driver; nothing is compiled or started yet.
 * @see measured: test/driver/host/host.test.ts
 */
export function openDriver(options: HostOptions = {}): Driver {
  let known: Promise<TargetInfo | Unavailable> | undefined
  const ask = async (): Promise<TargetInfo | Unavailable> => {
    known ??= probe(options)
    const answer = await known
    if (!answer.available) known = undefined // a missing program may be installed later
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
