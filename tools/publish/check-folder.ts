import { readdirSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, dirname, join, sep } from 'node:path'
import { type CliError, systemError, usageError } from '../message/index.ts'

/** A file or folder that outputs must not be mixed with. */
export interface Guarded {
  /** Absolute path; it need not be there. */
  readonly path: string
  /** What it is: `the evidence`. */
  readonly what: string
  /** Whether no output may lie in it, either. */
  readonly isApart?: true
}

/** How far below a folder is looked for what belongs to another manual. */
const deepest = 2

/**
 * Refuse a folder that outputs cannot have for themselves.
 *
 * @param folder
 *   Where outputs are to go; it need not be there.
 * @param guarded
 *   What it must not contain; the home of the user and what belongs to another manual come on top.
 * @param isForeign
 *   Whether a file of this name belongs to another manual, if it is found in the folder.
 * @throws {CliError} exit 2
 *   Where the folder, symbolic links followed, is or contains any of that.
 * @throws {CliError} exit 3
 *   Where something else is in its place, or in that of a folder above it.
 */
export function checkFolder(
  folder: string,
  guarded: readonly Guarded[],
  isForeign: (name: string) => boolean,
): void {
  const real = realPath(folder)
  checkIsFolder(folder, real)
  for (const { path, what, isApart } of [...guarded, ...home()]) {
    const other = realPath(path)
    if (real === other) throw refused(folder, `it is ${what}`)
    if (isIn(other, real)) throw refused(folder, `it contains ${what}, \`${path}\``)
    if (isApart && isIn(real, other)) throw refused(folder, `it is in ${what}, \`${path}\``)
  }
  const found = findIn(real, isForeign, deepest)
  if (found !== undefined) throw refused(folder, `it contains \`${found}\` of another manual`)
}

function checkIsFolder(folder: string, real: string): void {
  const stats = statsOf(real)
  if (stats?.isDirectory() || dirname(real) === real) return
  if (stats === undefined) {
    checkIsFolder(folder, dirname(real))
    return
  }
  const subject = real === realPath(folder) ? 'it' : `\`${real}\``
  throw systemError(
    `Cannot write to \`${folder}\`: ${subject} is not a folder; move it away, or name another folder`,
  )
}

function statsOf(path: string): { isDirectory(): boolean } | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    // What is in the way is found further up.
    return undefined
  }
}

/**
 * Follow the symbolic links of a path, as far as it is there.
 *
 * @param path
 *   Absolute path.
 * @returns
 *   Path without links.
 */
export function realPath(path: string): string {
  try {
    return realpathSync.native(path)
  } catch {
    return dirname(path) === path ? path : join(realPath(dirname(path)), basename(path))
  }
}

/**
 * Tell whether a path lies in a folder.
 *
 * @param path
 *   Absolute path.
 * @param folder
 *   Absolute path.
 * @returns
 *   Whether it does; false for the folder itself.
 */
export function isIn(path: string, folder: string): boolean {
  return path !== folder && path.startsWith(folder.endsWith(sep) ? folder : folder + sep)
}

function home(): Guarded[] {
  try {
    return [
      { path: '/', what: 'the root of the file system' },
      { path: homedir(), what: 'your home' },
    ]
  } catch {
    // A user whom the system does not know has none.
    return [{ path: '/', what: 'the root of the file system' }]
  }
}

function findIn(
  folder: string,
  isForeign: (name: string) => boolean,
  depth: number,
): string | undefined {
  const entries = entriesOf(folder)
  const found = entries.find(({ name }) => isForeign(name))
  if (found !== undefined) return join(folder, found.name)
  if (depth === 0) return undefined
  for (const entry of entries) {
    if (!entry.isDirectory()) continue
    const below = findIn(join(folder, entry.name), isForeign, depth - 1)
    if (below !== undefined) return below
  }
  return undefined
}

function entriesOf(folder: string): { name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function refused(folder: string, reason: string): CliError {
  return usageError(
    `Cannot write to \`${folder}\`: ${reason}; name a folder that is for outputs only`,
  )
}
