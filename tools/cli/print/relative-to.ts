import { relative } from 'node:path'

/**
 * Shorten a path for people.
 *
 * @param cwd
 *   Where they are.
 * @param path
 *   Absolute path.
 * @returns
 *   Path relative to `cwd` where it lies inside, else the absolute one.
 */
export function relativeTo(cwd: string, path: string): string {
  const short = relative(cwd, path)
  return short === '' ? '.' : short.startsWith('..') ? path : short
}
