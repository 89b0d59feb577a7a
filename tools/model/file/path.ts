/** Absolute path of the directory of the world. */
export const worldDirectory = '/sim'

/** Path as stored in the state: absolute within the world, `/` for its directory. */
export function normalPath(path: string): string {
  const inside =
    path === worldDirectory || path.startsWith(`${worldDirectory}/`)
      ? path.slice(worldDirectory.length)
      : path
  const parts: string[] = []
  for (const part of inside.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '' && part !== '.') parts.push(part)
  }
  return `/${parts.join('/')}`
}

/** Path as users see it. */
export function shownPath(path: string): string {
  return path === '/' ? worldDirectory : worldDirectory + path
}
