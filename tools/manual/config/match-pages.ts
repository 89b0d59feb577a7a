import { readdirSync } from 'node:fs'
import { globSync } from 'tinyglobby'

/**
 * List the files that match a glob.
 *
 * Symbolic links to pages count, and so does a folder with the name of a page, so that reading it
 * fails. Linked folders, `node_modules` and names that start with a dot are skipped.
 *
 * @param root
 *   Folder to which the glob is relative.
 * @param glob
 *   `*` matches any characters within a name, `**` any number of folders, `?` one character.
 * @returns
 *   Paths relative to `root`, sorted by code unit.
 */
export function matchPages(root: string, glob: string): string[] {
  // All other characters are literal.
  const pattern = glob.replace(/[[\](){}!\\]/g, '\\$&')
  const found = globSync(pattern, {
    cwd: root,
    ignore: '**/node_modules/**',
    followSymbolicLinks: false,
    expandDirectories: false,
    onlyFiles: false,
    fs: { readdirSync: readFolder },
  })
  return found
    .filter((path) => !path.endsWith('/') || path.endsWith('.md/'))
    .map((path) => path.replace(/\/$/, ''))
    .sort()
}

/**
 * Everything except a folder counts as a page, so that reading a pipe fails instead of skipping it
 * silently. tinyglobby either follows links to both files and folders, or omits both.
 */
const readFolder = ((path: string) =>
  readdirSync(path, { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? entry : Object.assign(entry, { isFile: () => true }),
  )) as unknown as typeof readdirSync
