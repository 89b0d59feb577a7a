import { readdirSync } from 'node:fs'
import { globSync } from 'tinyglobby'

/**
 * List the files that match a glob.
 *
 * A linked page is a page. Linked folders, `node_modules` and what starts with a dot are not entered.
 *
 * @param root
 *   Folder that the glob is relative to.
 * @param glob
 *   `*` is any run of characters within a name, `**` any number of folders, `?` one character.
 * @returns
 *   Paths relative to `root`, sorted by code unit.
 */
export function matchPages(root: string, glob: string): string[] {
  // Every other character stands for itself.
  const pattern = glob.replace(/[[\](){}!\\]/g, '\\$&')
  return globSync(pattern, {
    cwd: root,
    ignore: '**/node_modules/**',
    followSymbolicLinks: false,
    expandDirectories: false,
    fs: { readdirSync: readFolder },
  }).sort()
}

/**
 * What is not a folder counts as a page, and is refused when it is read, not passed over in silence;
 * tinyglobby follows links to files and folders, or leaves both out.
 */
const readFolder = ((path: string) =>
  readdirSync(path, { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? entry : Object.assign(entry, { isFile: () => true }),
  )) as unknown as typeof readdirSync
