import { realpathSync } from 'node:fs'
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path'

/**
 * Tell whether a path is that of a folder or of something below it.
 *
 * @param folder
 *   Absolute path.
 * @param path
 *   Absolute path; no link of it is resolved.
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
 *   Where it leads; of what is not there, where it would be.
 */
export function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    const above = dirname(path)
    return above === path ? path : join(realPath(above), basename(path))
  }
}
