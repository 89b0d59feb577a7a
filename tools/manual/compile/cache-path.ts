import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, userCache } from '../../cache/index.ts'

/**
 * Get the path of a cache of a manual.
 *
 * @param root
 *   Folder of the manual.
 * @param name
 *   Name of the cache, such as `pages`.
 * @param ending
 *   Extension of a file, such as `.jsonl`; none for a folder.
 * @returns
 *   Path in `node_modules`, which is removed with the project, or else in the user's cache.
 */
export function cachePath(root: string, name: string, ending = ''): string {
  const packages = join(root, 'node_modules')
  if (existsSync(packages)) return join(packages, '.cache', 'manproof', `${name}${ending}`)
  return join(userCache(name), `${hashOf(root).slice(0, 32)}${ending}`)
}
