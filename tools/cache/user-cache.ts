import { homedir, userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'
import process from 'node:process'

/**
 * Find the cache folder of the user.
 *
 * @param names
 *   Subfolder: `code`.
 * @returns
 *   Folder in `$XDG_CACHE_HOME`, else in the user's home. Relative paths are ignored: code from the
 *   current folder could be run.
 * @see XDG Base Directory Specification, "All paths set in these environment variables must be absolute"
 */
export function userCache(...names: readonly string[]): string {
  const asked = process.env['XDG_CACHE_HOME']
  const cache = asked !== undefined && isAbsolute(asked) ? asked : join(home(), '.cache')
  return join(cache, 'manproof', ...names)
}

/** Home of the user; without one, a path where nothing can be written. */
function home(): string {
  return [homedir, () => userInfo().homedir].map(askFor).find(isAbsolute) ?? '/dev/null'
}

/** Look up a home; the system has none for a user that it does not know. */
function askFor(home: () => string): string {
  try {
    return home()
  } catch {
    return ''
  }
}
