import {
  FOLL_LONGTERM,
  FOLL_WRITE,
  IBV_ACCESS_LOCAL_WRITE,
  MAP_ANONYMOUS,
  MAP_PRIVATE,
  MAP_SHARED_VALIDATE,
  MAP_SYNC,
  O_CREAT,
  O_RDWR,
  PAGE,
  PROT_READ,
  PROT_WRITE,
} from '../constants.ts'
import { type Attempts, probeCapabilities } from '../host/index.ts'
import type { Capability, FileSystem, Mapping, Process, TargetInfo } from '../port.ts'
import { disks } from './disks.ts'
import type { SavedGuest } from './keep-guests.ts'
import { openVmWorld } from './open-driver.ts'

const readWrite = PROT_READ | PROT_WRITE

const attempts: Attempts = {
  dax: async (process) => {
    if (!(await process.stat('f')).dax) throw new Error('Unexpected file in the page cache')
  },
  'map-sync': async (process) => {
    const fd = await process.open('map-sync', O_RDWR | O_CREAT) // `f` may have a lease
    await process.ftruncate(fd, PAGE)
    await process.mmap(fd, 0, PAGE, readWrite, MAP_SHARED_VALIDATE | MAP_SYNC)
  },
  rdma: async (process) => process.ibv_reg_mr(await page(process), 0, PAGE, IBV_ACCESS_LOCAL_WRITE),
  longpin: async (process) =>
    process.pin_user_pages(await page(process), 0, PAGE, FOLL_LONGTERM | FOLL_WRITE),
  'slow-dio': async (process) => process.writeDirect(await page(process), 0, PAGE, 1),
  root: async (process) =>
    process.readFile('/proc/self/pagemap').then(
      () => {},
      () => {},
    ),
  'lease-break-time': async (_, world) => {
    world.leaseBreakTime = 44
    await world.settle()
  },
}

function page(process: Process): Promise<Mapping> {
  return process.mmap(-1, 0, PAGE, readWrite, MAP_PRIVATE | MAP_ANONYMOUS)
}

export interface Abilities {
  readonly capabilities: readonly Capability[]
  readonly fs: readonly FileSystem[]
}

/**
 * Find the abilities of a guest by trying them.
 *
 * @param saved
 *   Guest that was just made.
 */
export async function askGuest(saved: SavedGuest, release: string): Promise<Abilities> {
  const all: readonly FileSystem[] = [...disks.map((disk) => disk.fs), 'tmpfs']
  const bare: TargetInfo = {
    available: true,
    name: `vm:${saved.name}`,
    release,
    capabilities: ['rdma', 'longpin', 'slow-dio'],
    fs: all,
  }
  const fs: FileSystem[] = []
  for (const candidate of all) if (await isRight(saved, bare, candidate)) fs.push(candidate)
  const [first] = fs
  const open = (options: object) => openVmWorld(saved, bare, { fs: first ?? 'tmpfs', ...options })
  return { capabilities: await probeCapabilities(open, attempts), fs }
}

// If its mount failed, a disk is a directory of the initial filesystem.
async function isRight(saved: SavedGuest, target: TargetInfo, fs: FileSystem): Promise<boolean> {
  const world = await openVmWorld(saved, target, { fs, files: [{ name: 'f', size: PAGE }] })
  try {
    const process = await world.process('probe')
    const mounts = await process.readFile('/proc/mounts')
    const { dax } = await process.stat('f')
    const disk = disks.find((candidate) => candidate.fs === fs)
    const there = mounts.includes(disk === undefined ? ' /tmp tmpfs ' : ` /mnt/${fs} ${disk.type} `)
    return there && dax === (disk?.dax ?? false)
  } finally {
    await world[Symbol.asyncDispose]()
  }
}
