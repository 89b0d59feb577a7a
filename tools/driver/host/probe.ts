import { release } from 'node:os'
import { F_RDLCK, F_SETLEASE, MAP_ANONYMOUS, MAP_PRIVATE, O_RDONLY, PAGE } from '../constants.ts'
import type { Capability, FileSystem, Process, TargetInfo, Unavailable, World } from '../port.ts'
import { CompileError, type CompileOptions } from './actor-program.ts'
import { isSettable } from './kernel-setting.ts'
import { openHostWorld } from './open-world.ts'
import { findPlace } from './place.ts'

const name = 'host'
const readWrite = 3
const nobody = 65534
const candidates: readonly FileSystem[] = ['ext4', 'xfs', 'btrfs', 'tmpfs', 'overlay']

/**
 * Find out by trying what this machine's kernel can do for us. Never throws.
 *
 * @see measured: test/driver/host.test.ts
 */
export async function probe(options: CompileOptions): Promise<TargetInfo | Unavailable> {
  if (process.platform !== 'linux') {
    const reason = `this machine runs ${process.platform}, not Linux`
    return { available: false, name, reason, remedy: 'use the simulator or a Linux machine' }
  }
  const bare: TargetInfo = { available: true, name, release: release(), capabilities: [], fs: [] }
  try {
    const capabilities = await probeCapabilities(options, bare)
    return { ...bare, capabilities, fs: await probeFileSystems(options, bare) }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const compiler = error instanceof CompileError
    const remedy = compiler ? 'apt install gcc libc6-dev' : 'see the reason'
    return { available: false, name, reason, remedy }
  }
}

async function probeCapabilities(
  options: CompileOptions,
  target: TargetInfo,
): Promise<readonly Capability[]> {
  const world = await openHostWorld(options, target, { files: [{ name: 'f', size: PAGE }] })
  try {
    const process = await world.process('probe')
    const found: Capability[] = ['signals']
    for (const [capability, attempt] of Object.entries(attempts)) {
      if (await succeeds(() => attempt(process, world))) found.push(capability as Capability)
    }
    return found
  } finally {
    await world[Symbol.asyncDispose]()
  }
}

type Attempt = (process: Process, world: World) => Promise<unknown>

const attempts: Readonly<Partial<Record<Capability, Attempt>>> = {
  leases: async (process) => {
    await process.fcntl(await process.open('f', O_RDONLY), F_SETLEASE, F_RDLCK)
  },
  io_uring: async (process) => process.io_uring_register_buffers(await page(process), 0, PAGE),
  vmsplice: async (process) => process.vmsplice(await page(process), 0, PAGE),
  'lease-break-time': async () => assertTrue(isSettable('lease-break-time')),
  root: async () => assertTrue(process.getuid?.() === 0),
  uid: async (_, world) => world.process('nobody', { uid: nobody, capLease: true }),
}

function page(process: Process): ReturnType<Process['mmap']> {
  return process.mmap(-1, 0, PAGE, readWrite, MAP_PRIVATE | MAP_ANONYMOUS)
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

// A file system that has to be made is made once, to know that it can be.
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
