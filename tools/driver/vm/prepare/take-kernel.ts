import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from './draft.ts'
import { copyModules, type Kernel } from './make-kernel.ts'
import type { Making } from './making.ts'

export interface OwnKernel {
  /** Path of the image, a bzImage. */
  readonly image: string
  /**
   * Folder with `modules.dep`; default: that of the image's release, in `../lib/modules` relative
   * to the image, or in `/lib/modules`. Without a folder, everything must be built in.
   */
  readonly modules?: string | undefined
}

/**
 * Copy a custom kernel into the cache.
 *
 * @throws {Error}
 *   If the image is not a kernel, or the folder has no modules.
 */
export async function takeKernel(making: Making, own: OwnKernel): Promise<Kernel> {
  const bytes = await readFile(own.image).catch((error: NodeJS.ErrnoException) => {
    throw new Error(`Cannot read the kernel \`${own.image}\`: ${error.code}`)
  })
  const release = releaseOf(bytes, own.image)
  const modules = findModules(own, release)
  const list = modules && (await readFile(join(modules, 'modules.dep')))
  const hash = createHash('sha256')
    .update(bytes)
    .update(modules ?? '')
    .update(list ?? '')
  const path = join(making.cache.kernels, `own-${hash.digest('hex').slice(0, 16)}`)
  await makeFolder(path, existsSync(path), async (draft) => {
    await copyFile(own.image, join(draft, 'vmlinuz'))
    if (modules === undefined) await writeNothing(draft)
    else await copyModules(making, modules, draft)
    const none = modules === undefined ? `modules: none found for ${release}\n` : ''
    await writeFile(join(draft, 'notes'), `${none}longpin: the kernel headers are missing\n`)
  })
  return { release, path }
}

function findModules({ image, modules }: OwnKernel, release: string): string | undefined {
  const isThere = (folder: string): boolean => existsSync(join(folder, 'modules.dep'))
  if (modules === undefined) {
    const roots = [join(image, '..', '..'), '/']
    return roots.map((root) => join(root, 'lib', 'modules', release)).find(isThere)
  }
  if (isThere(modules)) return modules
  throw new Error(`Unexpected folder \`${modules}\`, expected one with \`modules.dep\``)
}

async function writeNothing(draft: string): Promise<void> {
  await mkdir(join(draft, 'modules'))
  await writeFile(join(draft, 'order'), '')
}

/**
 * Read the release of a kernel image.
 *
 * @throws {Error}
 *   If it is not an image; the message includes `name`.
 * @see Documentation/arch/x86/boot.rst, v6.12
 */
export function releaseOf(image: Buffer, name: string): string {
  const isKernel = image.length > 0x210 && image.toString('latin1', 0x202, 0x206) === 'HdrS'
  if (!isKernel) {
    throw new Error(`Unexpected file \`${name}\`, expected a kernel image (bzImage)`)
  }
  const at = 0x200 + image.readUInt16LE(0x20e)
  return image.toString('latin1', at, at + 128).split(/[ \0]/)[0] ?? ''
}
