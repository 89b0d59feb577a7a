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
  return join(userCache(name), `${hashOf(root).slice(0, 32)}${ending}`)
}

/**
 * Say where something is kept for a user that can be made again.
 *
 * @param name
 *   What is kept: `code`.
 * @returns
 *   Folder.
 * @see XDG Base Directory Specification, `XDG_CACHE_HOME`
 */
export function userCache(name: string): string {
  const asked = process.env['XDG_CACHE_HOME']
  const cache = asked !== undefined && isAbsolute(asked) ? asked : join(homedir(), '.cache')
  return join(cache, 'manproof', name)
}
