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

function home(): string {
  const told = homedir()
  if (isAbsolute(told)) return told
  try {
    return userInfo().homedir
  } catch {
    // A user whom the system does not know: nothing can be kept below a file.
    return '/dev/null'
  }
}
