import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Make a folder and those above it.
 *
 * @param folder
 *   Path.
 * @throws {Error} `ENOENT`, `ENOTDIR`, `EACCES`, `EEXIST` …
 *   As of mkdir(2), with the folder that could not be made.
 * @see measured: Node 20.20 turns for ever in `mkdir('/proc/x', {recursive: true})`, since proc(5)
 *   answers ENOENT although the folder above is there
 */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' && dirname(folder) !== folder) {
      await makeFolder(dirname(folder))
      // What is still refused, is refused.
      await mkdir(folder)
    } else if (code !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error
  }
}
