import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { whichProgram } from '../../which-program.ts'
import { mountTable } from '../disks.ts'
import { sourceFolder } from '../source-folder.ts'
import { type ArchiveEntry, composeArchive } from './archive.ts'

const folders = ['bin', 'dev', 'etc', 'mnt', 'modules', 'proc', 'run', 'sys', 'tmp']

/**
 * Compose the initial filesystem of a guest.
 *
 * @param kernel
 *   Folder of the kernel, with `order` and `modules`.
 * @param program
 *   Path of the compiled program of guests.
 */
export async function makeInitramfs(kernel: string, program: string): Promise<Buffer> {
  const order = await readFile(join(kernel, 'order'), 'utf8')
  const modules = order.split('\n').flatMap((line) => line.split(' ')[0] || []) // then its parameters
  const entries: ArchiveEntry[] = [
    ...folders.map((path) => ({ path })),
    { path: 'init', bytes: await readFile(join(sourceFolder('tools/driver/vm/guest'), 'init')) },
    { path: 'bin/busybox', bytes: await readFile(whichProgram('busybox') ?? 'busybox') },
    { path: 'bin/guest', bytes: await readFile(program) },
    { path: 'etc/modules', bytes: Buffer.from(order), mode: 0o644 },
    { path: 'etc/disks', bytes: Buffer.from(mountTable()), mode: 0o644 },
  ]
  for (const name of modules) {
    const bytes = await readFile(join(kernel, 'modules', name))
    entries.push({ path: `modules/${name}`, bytes, mode: 0o644 })
  }
  return composeArchive(entries)
}
