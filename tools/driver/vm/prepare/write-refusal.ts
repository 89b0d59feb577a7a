import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Check that a folder can be written, or created.
 *
 * Node gives ENOENT for a recursive `mkdir` on a read-only filesystem.
 *
 * @returns
 *   Name of the errno; `undefined` if the folder can be written.
 */
export async function writeRefusal(folder: string): Promise<string | undefined> {
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    return undefined
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const parent = dirname(folder)
    return code === 'ENOENT' && parent !== folder ? writeRefusal(parent) : code
  }
}
