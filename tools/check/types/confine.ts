import { basename, dirname, join, resolve, sep } from 'node:path'
import type { FileSystemHost } from 'ts-morph'
import { isInside, realPath } from '../../project/index.ts'

/**
 * Let a compiler see only the files of a project, and its packages.
 *
 * A type error prints types of its imports, so a page could otherwise print the names in a JSON
 * file, or the strings of a module, of a user's home. All other files seem not to exist.
 *
 * @param disk
 *   Filesystem to confine.
 * @param root
 *   Folder of the project.
 * @returns
 *   Filesystem with the files in the folder, after links are resolved, and with the packages in
 *   `node_modules` of the folder and of the folders above it, including those that links there lead
 *   to, as in workspaces.
 * @see Node.js 20, "Modules: Packages"; path_resolution(7), "Empty pathname"; measured: test/check/types/confine.test.ts
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
        // No file has an empty path: the disk throws its own error.
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
    // The nearest package.json, perhaps above the folder, decides whether a module is CommonJS.
    return basename(path) === 'package.json' && isAbove(bases, dirname(real))
  }
}

/** For `/a`: `/a/node_modules` and `/node_modules`. */
function packagesAbove(folder: string): string[] {
  const above = dirname(folder)
  const own = join(folder, 'node_modules')
  return above === folder ? [own] : [own, ...packagesAbove(above)]
}

/** For a file in it: `/a/node_modules/@b/c`. */
function packageIn(folder: string, path: string): string {
  const parts = path.slice(folder.length + 1).split(sep)
  return join(folder, ...parts.slice(0, parts[0]?.startsWith('@') ? 2 : 1))
}

function isAbove(bases: ReadonlySet<string>, folder: string): boolean {
  return [...bases].some((base) => isInside(folder, base))
}

/** Record where the path leads, which cached diagnostics depend on. */
function remember(disk: FileSystemHost, path: string): void {
  try {
    disk.realpathSync(path)
  } catch {
    // There is no such file.
  }
}
