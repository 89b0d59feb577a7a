import { access, constants } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Make sure that a folder can be written, or made.
 *
 * Node says ENOENT where `mkdir` with `recursive` meets a file system that is read-only.
 *
 * @returns
 *   The errno name of what is in the way; none where nothing is.
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
