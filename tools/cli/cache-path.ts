import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import process from 'node:process'
import { hashOf } from './hash-of.ts'

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
  const asked = process.env['XDG_CACHE_HOME']
  const cache = asked !== undefined && isAbsolute(asked) ? asked : join(homedir(), '.cache')
  return join(cache, 'manproof', name, `${hashOf(root).slice(0, 32)}${ending}`)
}
