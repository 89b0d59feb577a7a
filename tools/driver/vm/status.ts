import { lstat, readdir, readFile, rm, rmdir } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { setTimeout } from 'node:timers/promises'
import { vmKernels } from '../targets/index.ts'
import { type Cache, cacheAt } from './cache.ts'
import { madeIn } from './prepare/made-names.ts'
import { type Prepared, readPrepared } from './prepared.ts'

/** A running guest. */
export interface RunningGuest {
  readonly pid: number
  /** `6.12`. */
  readonly line: string
}

/** Contents of the cache, and running guests. */
export interface VmStatus {
  readonly cache: string
  /** Bytes on disk. */
  readonly size: number
  readonly guests: readonly (
    | (Prepared & { readonly available: true; readonly size: number })
    | { readonly line: string; readonly available: false; readonly reason: string }
  )[]
  readonly running: readonly RunningGuest[]
}

/**
 * Report prepared guests, their sizes, and running guests.
 *
 * @param root
 *   Folder of the guests; default `$XDG_CACHE_HOME/manproof/vm`.
 * @returns
 *   Status with an entry for each default kernel line, and for other prepared ones.
 */
export async function vmStatus(root?: string): Promise<VmStatus> {
  const cache = cacheAt(root)
  const made = (await namesIn(cache.targets)).flatMap(
    (name) => /^(.+)\.json$/.exec(name)?.[1] ?? [],
  )
  const lines = [...new Set([...vmKernels, ...made])]
  const guests = lines.map(async (line) => {
    const prepared = readPrepared(cache, line)
    if (typeof prepared === 'string') return { line, available: false, reason: prepared } as const
    const size = await sizeOf(join(cache.guests, prepared.folder))
    return { ...prepared, available: true, size } as const
  })
  return {
    cache: cache.root,
    size: await sizeOf(cache.root),
    guests: await Promise.all(guests),
    running: await runningGuests(cache),
  }
}

/**
 * Kill all running guests, of any process.
 *
 * @param root
 *   As for `vmStatus`.
 * @returns
 *   Guests that were killed; calls of programs that used them fail.
 */
export async function stopGuests(root?: string): Promise<readonly RunningGuest[]> {
  const cache = cacheAt(root)
  const running = await runningGuests(cache)
  for (const { pid } of running) process.kill(pid, 'SIGKILL')
  for (let left = 200; left > 0 && (await runningGuests(cache)).length > 0; left--) {
    await setTimeout(10)
  }
  return running
}

/**
 * Kill the guests, and remove everything that `prepareGuest` has made, but nothing else.
 *
 * @param root
 *   As for `vmStatus`.
 * @returns
 *   Freed bytes.
 */
export async function cleanGuests(root?: string): Promise<number> {
  const cache = cacheAt(root)
  await stopGuests(root)
  const size = await sizeOf(cache.root)
  for (const kind of ['downloads', 'kernels', 'guests', 'targets', 'slots'] as const) {
    for (const path of await madeIn(cache, kind)) await rm(path, { recursive: true, force: true })
    // Fails if it contains other files, and stays.
    await rmdir(cache[kind]).catch(() => undefined)
  }
  await rm(join(cache.root, 'slot-wanted'), { force: true })
  return size - (await sizeOf(cache.root))
}

// A slot contains the pid of its last holder; its command line shows whether that is a guest.
async function runningGuests(cache: Cache): Promise<RunningGuest[]> {
  const found: RunningGuest[] = []
  for (const slot of await namesIn(cache.slots)) {
    const pid = Number(await readFile(join(cache.slots, slot), 'utf8'))
    const command = await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => '')
    const line = /\0manproof-vm:([^\0]*)\0/.exec(command)?.[1]
    if (line !== undefined) found.push({ pid, line })
  }
  return found
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort()
}

const blockSize = 512

async function sizeOf(path: string): Promise<number> {
  const status = await lstat(path).catch(() => undefined)
  if (status === undefined) return 0
  if (!status.isDirectory()) return status.blocks * blockSize
  const names = await namesIn(path)
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}
