import { homedir, userInfo } from 'node:os'
import { isAbsolute, join } from 'node:path'
import process from 'node:process'

/**
 * Say where something is kept for a user that can be made again.
 *
 * @param names
 *   What is kept: `code`; none for the folder of all.
 * @returns
 *   Folder in `$XDG_CACHE_HOME`, else in the home of the user. Paths there that are not absolute do not
 *   count: code would be run that lies in whatever folder the user is in.
 * @see XDG Base Directory Specification, "All paths set in these environment variables must be absolute"
 */
export function userCache(...names: readonly string[]): string {
  const asked = process.env['XDG_CACHE_HOME']
  const cache = asked !== undefined && isAbsolute(asked) ? asked : join(home(), '.cache')
  return join(cache, 'manproof', ...names)
}

/** Where there is no home nothing can be kept, as below a file. */
function home(): string {
  return [homedir, () => userInfo().homedir].map(askFor).find(isAbsolute) ?? '/dev/null'
}

/** A user whom the system does not know has neither. */
function askFor(home: () => string): string {
  try {
    return home()
  } catch {
    return ''
  }
}
