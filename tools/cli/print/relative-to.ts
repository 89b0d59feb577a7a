import { relative } from 'node:path'

/**
 * Shorten an absolute path: relative to `cwd` if it is inside, else unchanged.
 */
export function relativeTo(cwd: string, path: string): string {
  const short = relative(cwd, path)
  return short === '' ? '.' : short.startsWith('..') ? path : short
}
