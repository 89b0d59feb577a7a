import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { hashOf, userCache } from '../../cache/index.ts'

/**
 * Say where something about a manual is kept that can be made again.
 *
 * @param root
 *   Folder of the manual.
 * @param name
 *   What is kept: `pages`.
 * @param ending
 *   Of a file: `.jsonl`; none for a folder.
 * @returns
 *   Path in `node_modules`, where other tools keep such things too and where it goes when the
 *   project goes; without that folder, in the user's cache.
 */
export function cachePath(root: string, name: string, ending = ''): string {
  const packages = join(root, 'node_modules')
  if (existsSync(packages)) return join(packages, '.cache', 'manproof', `${name}${ending}`)
  return join(userCache(name), `${hashOf(root).slice(0, 32)}${ending}`)
}
