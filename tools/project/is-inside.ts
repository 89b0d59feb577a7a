import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'

/**
 * Check whether a path is a folder or inside it.
 *
 * @param folder
 *   Absolute path.
 * @param path
 *   Absolute path; links are not resolved.
 * @returns
 *   Whether it is inside.
 */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way.split(sep, 1)[0] !== '..' && !isAbsolute(way)
}

/**
 * Resolve the links of a path.
 *
 * @param path
 *   Absolute path.
 * @returns
 *   Path without links, as far as it exists.
 */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(realPath(above), basename(path))
  }
}
