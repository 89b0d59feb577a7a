import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Cache } from '../cache.ts'
import { runProgram } from '../run-program.ts'
import { sourceFolder } from '../source-folder.ts'
import { dependenciesOf, unpackPackages } from './apt.ts'
import { buildModule } from './build-module.ts'
import { makeFolder } from './draft.ts'
import { madeIn } from './made-names.ts'
import type { Making } from './making.ts'
import { moduleName, moduleOrder } from './module-order.ts'
import { imagePackages } from './packages.ts'

/** Modules that a guest loads; those built into a kernel are skipped. */
const wanted = [
  ...['nfit', 'nd_pmem', 'dax_pmem', 'virtio_pci', 'virtio_console'],
  ...['crc32c_generic', 'crc32_generic', 'ext4', 'xfs'],
  ...['dummy', 'ib_uverbs', 'rdma_rxe', 'null_blk'],
]

// The devices of null_blk are created on request.
const parameters: Readonly<Record<string, string>> = { null_blk: ' nr_devices=0' }

// Incremented when the same packages give another result.
const recipe = 3

/** A kernel and the modules that guests load, in a folder of the cache. */
export interface Kernel {
  readonly release: string
  readonly path: string
}

/**
 * Put a Debian kernel into the cache: the image, modules in loading order, and the test module,
 * built against the headers of the kernel.
 *
 * @param release
 *   Release as in the package name, without `-amd64`.
 */
export async function makeKernel(making: Making, release: string): Promise<Kernel> {
  const path = join(making.cache.kernels, `${release}-${await moduleHash()}`)
  const kernel = { release: `${release}-amd64`, path }
  await makeFolder(path, existsSync(path), async (draft) => {
    const tree = join(draft, 'tree')
    await mkdir(tree)
    const image = await unpackImage(making, release, tree)
    await takeModules(making, kernel.release, tree, draft)
    await copyFile(imageIn(tree, kernel.release), join(draft, 'vmlinuz'))
    const headers = await buildModule(making, release, { tree, draft })
    await rm(tree, { recursive: true })
    for (const file of [...image, ...headers]) await rm(file, { force: true })
  })
  await removeOthers(making.cache, release, path)
  return kernel
}

// Remove the results of older versions of manproof; their guests have copies.
async function removeOthers(cache: Cache, release: string, path: string): Promise<void> {
  for (const made of await madeIn(cache, 'kernels')) {
    const isOther = basename(made).startsWith(`${release}-`) && made !== path
    if (isOther) await rm(made, { recursive: true, force: true })
  }
}

async function moduleHash(): Promise<string> {
  const hash = createHash('sha256').update(`${recipe} ${wanted.join(' ')}`)
  const folder = sourceFolder('native/guphold')
  for (const name of (await readdir(folder)).sort()) {
    hash.update(`\0${name}\0`).update(await readFile(join(folder, name)))
  }
  return hash.digest('hex').slice(0, 12)
}

async function unpackImage(making: Making, release: string, tree: string): Promise<string[]> {
  const { apt, cache, say } = making
  const name = `linux-image-${release}-amd64`
  say(`getting ${name}`)
  const folders = { downloads: cache.downloads, into: tree }
  const names = [name, ...imagePackages(await dependenciesOf(apt, name))]
  return unpackPackages(apt, names, folders)
}

function imageIn(tree: string, release: string): string {
  const inModules = join(tree, 'usr', 'lib', 'modules', release, 'vmlinuz')
  return existsSync(inModules) ? inModules : join(tree, 'boot', `vmlinuz-${release}`)
}

async function takeModules(
  making: Making,
  release: string,
  tree: string,
  draft: string,
): Promise<void> {
  const inUsr = join(tree, 'usr', 'lib', 'modules')
  if (existsSync(inUsr)) await symlink('usr/lib', join(tree, 'lib'))
  making.say('sorting its modules')
  await runProgram('depmod', ['-b', tree, release], making)
  await copyModules(making, join(tree, 'lib', 'modules', release), draft)
}

/**
 * Copy the modules that a guest loads, and write their order.
 *
 * @param folder
 *   Folder with `modules.dep`.
 */
export async function copyModules(making: Making, folder: string, draft: string): Promise<void> {
  const { paths } = moduleOrder(wanted, await readFile(join(folder, 'modules.dep'), 'utf8'))
  const into = join(draft, 'modules')
  await mkdir(into)
  for (const path of paths) {
    const file = join(folder, path)
    const bytes = path.endsWith('.xz')
      ? await runProgram('xz', ['-dc', file], making)
      : await readFile(file)
    await writeFile(join(into, `${moduleName(path)}.ko`), bytes)
  }
  const names = paths.map(moduleName).map((name) => `${name}.ko${parameters[name] ?? ''}\n`)
  await writeFile(join(draft, 'order'), names.join(''))
}
