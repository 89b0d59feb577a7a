import { release } from 'node:os'
import type { FileSystem, TargetInfo, Unavailable, WorldOptions } from '../port.ts'
import { CompileError, type CompileOptions } from './actor-program.ts'
import { localKernel } from './kernel-setting.ts'
import { openHostWorld } from './open-world.ts'
import { findPlace } from './place.ts'
import { type Attempts, probeCapabilities } from './probe-capabilities.ts'

const name = 'host'
const candidates: readonly FileSystem[] = ['ext4', 'xfs', 'btrfs', 'tmpfs', 'overlay']

/**
 * Find the capabilities of this machine's kernel by trying them. Never throws.
 *
 * @see measured: test/driver/host/host.test.ts
 */
export async function probe(options: CompileOptions): Promise<TargetInfo | Unavailable> {
  if (process.platform !== 'linux') {
    const reason = `this machine runs ${process.platform}, not Linux`
    return { available: false, name, reason, remedy: 'use the simulator, or a Linux machine' }
  }
  const bare: TargetInfo = { available: true, name, release: release(), capabilities: [], fs: [] }
  try {
    const open = (world: WorldOptions) => openHostWorld(options, bare, world)
    const capabilities = await probeCapabilities(open, attempts)
    return { ...bare, capabilities, fs: await probeFileSystems(options, bare) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const remedy = error instanceof CompileError ? error.remedy : 'see the reason'
    return { available: false, name, reason, remedy }
  }
}

const attempts: Attempts = {
  'lease-break-time': async () => assertTrue(localKernel.isSettable('lease-break-time')),
  root: async () => assertTrue(process.getuid?.() === 0),
}

function assertTrue(value: boolean): void {
  if (!value) throw new Error('Unexpected answer no, expected yes')
}

async function succeeds(attempt: () => Promise<unknown>): Promise<boolean> {
  try {
    await attempt()
    return true
  } catch {
    return false
  }
}

// A filesystem that has to be created is created once, to check that it can be.
async function probeFileSystems(
  options: CompileOptions,
  target: TargetInfo,
): Promise<readonly FileSystem[]> {
  const found: FileSystem[] = []
  for (const fs of candidates) {
    const place = findPlace(fs)
    if (typeof place === 'string') continue
    const open = async (): Promise<void> => {
      const world = await openHostWorld(options, target, { fs })
      await world[Symbol.asyncDispose]()
    }
    if (place.mount === undefined || (await succeeds(open))) found.push(fs)
  }
  return found
}
