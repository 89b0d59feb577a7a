import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Make a folder and those above it.
 *
 * @param folder
 *   Path.
 * @returns
 *   New folders, the topmost one first.
 * @throws {Error} `ENOENT`, `ENOTDIR`, `EACCES`, `EEXIST` …
 *   As for mkdir(2), with the folder that could not be made.
 * @see measured: Node 20.20 loops forever in `mkdir('/proc/x', {recursive: true})`, since proc(5)
 *   answers ENOENT although the folder above exists
 */
export function makeFolder(folder: string): string[] {
  try {
    return makeOne(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error
    const above = makeFolder(dirname(folder))
    return [...above, ...makeOne(folder)]
  }
}

/** Make one folder, unless another process made it first. */
function makeOne(folder: string): string[] {
  try {
    mkdirSync(folder)
    return [folder]
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error
    return []
  }
}
