import { basename, dirname, join, resolve, sep } from 'node:path'
import type { FileSystemHost } from 'ts-morph'
import { isInside, realPath } from '../../project/index.ts'

/**
 * Let a compiler see what belongs to a project: its files, and packages.
 *
 * A type error prints types of whatever was imported, so a page could print the names in a JSON file of
 * somebody's home, or the strings of a module there. Everything else is as if it were not there.
 *
 * @param disk
 *   Answers.
 * @param root
 *   Folder of the project.
 * @returns
 *   The same for files below the folder, after links are resolved, and for packages: those in
 *   `node_modules` of the folder and of the folders above it, and wherever links there lead, as they do
 *   for workspaces.
 * @see Node.js 20, "Modules: Packages"; path_resolution(7), "Empty pathname"; measured: test/check/confine.test.ts
 */
export function confine(disk: FileSystemHost, root: string): FileSystemHost {
  const isKnown = knownFiles(root)
  return new Proxy(disk, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: readonly unknown[]): unknown => {
        const path = resolve(String(args[0]))
        const isAsking = name === 'fileExistsSync' || name === 'readFileSync'
        if (!isAsking || isKnown(path)) return value.apply(target, args)
        remember(target, path)
        // An empty path is that of no file, which this disk says in its own words.
        return name === 'fileExistsSync' ? false : value.call(target, '')
      }
    },
  })
}

function knownFiles(root: string): (path: string) => boolean {
  const bases = new Set([resolve(root), realPath(root)])
  return (path) => {
    const real = realPath(path)
    const isOwn = (): boolean => [...bases].some((base) => isInside(base, real))
    if (isOwn()) return true
    for (const base of [...bases]) {
      const owner = packagesAbove(base).find((folder) => isInside(folder, path))
      if (owner === undefined) continue
      bases.add(realPath(packageIn(owner, path)))
      return isOwn()
    }
    // Whether a module is one of CommonJS stands in the nearest of them, above the folder at times.
    return basename(path) === 'package.json' && isAbove(bases, dirname(real))
  }
}

/** `/a/node_modules` and `/node_modules` of `/a`. */
function packagesAbove(folder: string): string[] {
  const above = dirname(folder)
  const own = join(folder, 'node_modules')
  return above === folder ? [own] : [own, ...packagesAbove(above)]
}

/** `/a/node_modules/@b/c` of a file in it. */
function packageIn(folder: string, path: string): string {
  const parts = path.slice(folder.length + 1).split(sep)
  return join(folder, ...parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1))
}

function isAbove(bases: ReadonlySet<string>, folder: string): boolean {
  return [...bases].some((base) => isInside(folder, base))
}

/** What is kept of the answer rests on where the path leads. */
function remember(disk: FileSystemHost, path: string): void {
  try {
    disk.realpathSync(path)
  } catch {
    // There is no such file.
  }
}
