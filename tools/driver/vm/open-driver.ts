import { UnsupportedError } from '../errors.ts'
import { enterWorld, type KernelSetting, type KernelView } from '../host/index.ts'
import type { Driver, FileSystem, TargetInfo, Unavailable, World, WorldOptions } from '../port.ts'
import { type Cache, cacheAt } from './cache.ts'
import { placeOf } from './disks.ts'
import type { Guest } from './guest.ts'
import { type SavedGuest, withGuest } from './keep-guests.ts'
import { type Prepared, readPrepared } from './prepared.ts'

/** Guest of a driver. */
export interface VmOptions {
  /** `6.1`, `6.12`, `newest`, or `own` for the kernel of `vm prepare --kernel`. */
  readonly kernel: string
  /** Folder of the prepared guests; default `$XDG_CACHE_HOME/manproof/vm`. */
  readonly cache?: string
}

/**
 * Open the driver of a kernel in a guest.
 *
 * @param options
 *   Kernel, and folder of the prepared guests.
 * @returns
 *   Driver; `probe` reads the results of the preparation and starts nothing. A guest resumes its
 *   saved state for the first world, and also serves later ones.
 * @see measured: test/driver/vm/vm.test.ts
 */
export function openDriver(options: VmOptions): Driver {
  const cache = cacheAt(options.cache)
  const name = `vm:${options.kernel}`
  const look = (): TargetInfo | Unavailable => infoOf(name, readPrepared(cache, options.kernel))
  return {
    probe: () => Promise.resolve(look()),
    openWorld: async (world = {}) => {
      const prepared = readPrepared(cache, options.kernel)
      const info = infoOf(name, prepared)
      if (!info.available) {
        throw new UnsupportedError(name, name, `${info.reason}; ${info.remedy}`)
      }
      return openVmWorld(savedGuest(cache, prepared as Prepared), info, world)
    },
  }
}

function savedGuest(cache: Cache, { folder, line }: Prepared): SavedGuest {
  return { cache, folder, name: line }
}

function infoOf(name: string, prepared: Prepared | string): TargetInfo | Unavailable {
  if (typeof prepared !== 'string') {
    const { release, capabilities, fs } = prepared
    return { available: true, name, release, capabilities, fs }
  }
  const line = name.slice('vm:'.length)
  const words = line === 'own' ? '--kernel PATH' : `--only ${line}`
  return { available: false, name, reason: prepared, remedy: `manproof vm prepare ${words}` }
}

// As on the simulator, a world is on ext4-DAX by default.
const defaults: Readonly<Partial<Record<FileSystem, FileSystem>>> = {
  any: 'ext4-dax',
  dax: 'ext4-dax',
}

/** Open a world in a guest. */
export async function openVmWorld(
  saved: SavedGuest,
  target: TargetInfo,
  options: WorldOptions,
): Promise<World> {
  const { fs: asked = 'any' } = options
  const fs = defaults[asked] ?? asked
  if (!target.fs.includes(fs)) {
    const reason = `a guest has ${target.fs.join(', ')}`
    throw new UnsupportedError(`fs=${fs}`, target.name, reason)
  }
  return withGuest(saved, async (guest) => {
    const { values, kernel } = kernelOf(guest)
    return enterWorld({
      target,
      options,
      transport: guest.openWorld(placeOf(fs)),
      kernel,
      fs,
      entered: async ({ hub }) => {
        for (const name of settings) {
          const reply = await hub?.ask(0, 'value', [`x${Buffer.from(name).toString('hex')}`])
          if (reply !== undefined && 'result' in reply) values.set(name, Number(reply.result))
        }
      },
    })
  })
}

const settings: readonly KernelSetting[] = ['lease-break-time', 'leases-enable']

// Only worlds change the settings of a guest, so the values read at the start remain valid.
interface GuestKernel {
  readonly values: Map<KernelSetting, number>
  readonly kernel: KernelView
}

const kernels = new WeakMap<Guest, GuestKernel>()

function kernelOf(guest: Guest): GuestKernel {
  const known = kernels.get(guest)
  if (known !== undefined) return known
  const values = new Map<KernelSetting, number>()
  const kernel: KernelView = {
    read: (name) => values.get(name) ?? Number.NaN,
    isSettable: () => true,
    written: (name, value) => void values.set(name, value),
    sharers: new Set(),
    joining: Promise.resolve(),
  }
  kernels.set(guest, { values, kernel })
  return { values, kernel }
}
