import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import process from 'node:process'
import { askGuest } from '../ask-guest.ts'
import { type Cache, cacheAt } from '../cache.ts'
import { findEmulator, type Prepared, readPrepared } from '../prepared.ts'
import { kernelPackages } from './apt.ts'
import { sweepDrafts } from './draft.ts'
import { madeIn } from './made-names.ts'
import { makeGuest } from './make-guest.ts'
import { type Kernel, makeKernel } from './make-kernel.ts'
import type { Making } from './making.ts'
import { newestApt } from './newest-apt.ts'
import { newestKernel } from './packages.ts'
import { findMissing } from './requirements.ts'
import { sourceHash } from './source-hash.ts'
import { takeKernel } from './take-kernel.ts'
import { writeRefusal } from './write-refusal.ts'

/** Kernel to prepare, and how. */
export interface PrepareOptions {
  /** `6.1`, `6.12`, `newest`; `own` for `kernel`. */
  readonly line: string
  /** Path of your own kernel image. */
  readonly kernel?: string
  /** Folder of its modules, with `modules.dep`; default: that of its release. */
  readonly modules?: string
  /** Folder for guests; default `$XDG_CACHE_HOME/manproof/vm`. */
  readonly cache?: string
  readonly signal?: AbortSignal
  /** Called for each step. */
  say(what: string): void
}

/** Error of a machine that lacks requirements for guests. */
export class RequirementError extends Error {
  override readonly name: string = 'RequirementError'
}

/**
 * Prepare a guest, unless it exists.
 *
 * Can be interrupted at any time, and run concurrently: later runs find complete results, and never
 * incomplete ones.
 *
 * @param options
 *   Kernel to prepare.
 * @returns
 *   Description of the guest.
 * @throws {RequirementError}
 *   If a program is missing, the cache cannot be written, or there is no such kernel; the message
 *   says what to do.
 * @see measured: test/driver/vm/vm.test.ts
 */
export async function prepareGuest(options: PrepareOptions): Promise<Prepared> {
  const { line, signal, say } = options
  const cache = cacheAt(options.cache)
  const missing = findMissing()
  if (missing.needed.length > 0) {
    throw new RequirementError(
      `Cannot find \`${missing.needed.join('`, `')}\`; install with: ${missing.remedy}`,
    )
  }
  const refusal = await writeRefusal(cache.root)
  if (refusal !== undefined) {
    const ready = await readyGuest(cache, options)
    if (ready === undefined) {
      throw new RequirementError(`Cannot write to \`${cache.root}\`: ${refusal}`)
    }
    say(`cannot check for a newer one: \`${cache.root}\` cannot be written, ${refusal}`)
    return ready
  }
  if (missing.lost.length > 0) {
    say(`without ${missing.lost.join(' and ')}; for more: ${missing.remedy}`)
  }
  for (const folder of [cache.kernels, cache.guests]) await sweepDrafts(folder)
  const making: Making = { cache, apt: { options: [], signal }, signal, say }
  return finish(making, line, await findKernel(making, options))
}

// Uses only what can be read. A custom kernel is identified by its bytes.
async function readyGuest(
  cache: Cache,
  { line, kernel }: PrepareOptions,
): Promise<Prepared | undefined> {
  const prepared = readPrepared(cache, line)
  if (typeof prepared === 'string' || kernel === undefined) {
    return typeof prepared === 'string' ? undefined : prepared
  }
  const paths = [kernel, join(cache.guests, prepared.folder, 'vmlinuz')]
  const [asked, made] = await Promise.all(paths.map((path) => readFile(path).catch(() => null)))
  return asked && made && asked.equals(made) ? prepared : undefined
}

async function findKernel(
  making: Making,
  { line, kernel, modules }: PrepareOptions,
): Promise<Kernel> {
  if (kernel !== undefined) return takeKernel(making, { image: kernel, modules })
  if (line !== 'newest') return packagedKernel(making, line)
  making.say('reading the unstable suite')
  const { cache, signal } = making
  const apt = await newestApt(cache, signal).catch((error: Error) => {
    signal?.throwIfAborted()
    throw new RequirementError(`Cannot read the unstable suite: ${error.message}`)
  })
  if (apt === undefined) {
    throw new RequirementError(
      'Cannot read the unstable suite: the apt sources name no Debian archive',
    )
  }
  await using view = apt
  return await packagedKernel({ ...making, apt: view }, line)
}

async function packagedKernel(making: Making, line: string): Promise<Kernel> {
  const release = newestKernel(await kernelPackages(making.apt), line)
  if (release !== undefined) return makeKernel(making, release)
  throw new RequirementError(
    `Cannot find a kernel ${line} among the available packages; try \`apt-get update\``,
  )
}

async function finish(making: Making, line: string, kernel: Kernel): Promise<Prepared> {
  const { cache, say } = making
  const emulator = findEmulator()
  if (emulator === undefined) throw new RequirementError('Cannot find `qemu-system-x86_64`')
  const folder = await makeGuest(making, line, kernel, emulator)
  const known = await readTarget(cache, line)
  if (known?.folder === folder && known.sources === sourceHash()) return known
  say('testing what it can do')
  const abilities = await askGuest({ cache, folder, name: line }, kernel.release)
  const notes = await readFile(join(cache.guests, folder, 'notes'), 'utf8')
  const prepared: Prepared = {
    line,
    release: kernel.release,
    folder,
    ...abilities,
    emulator,
    sources: sourceHash(),
    notes: notes.split('\n').filter(Boolean),
  }
  await writeTarget(cache, prepared)
  await removeOlder(cache, line, folder)
  return prepared
}

async function readTarget(cache: Cache, line: string): Promise<Prepared | undefined> {
  try {
    return JSON.parse(await readFile(join(cache.targets, `${line}.json`), 'utf8')) as Prepared
  } catch {
    return undefined
  }
}

async function writeTarget(cache: Cache, prepared: Prepared): Promise<void> {
  await mkdir(cache.targets, { recursive: true })
  const path = join(cache.targets, `${prepared.line}.json`)
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${JSON.stringify(prepared, null, 2)}\n`)
  await rename(draft, path)
}

// Running guests continue: their open files stay until closed.
async function removeOlder(cache: Cache, line: string, folder: string): Promise<void> {
  for (const path of await madeIn(cache, 'guests')) {
    const name = basename(path)
    const isOlder = name.startsWith(`${line}-`) && name !== folder
    if (isOlder) await rm(path, { recursive: true, force: true })
  }
}
