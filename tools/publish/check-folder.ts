import { readdirSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { type CliError, systemError, usageError } from '../message/index.ts'
import { isInside, realPath } from '../project/index.ts'

/** A file or folder that outputs must not be mixed with. */
export interface Guarded {
  /** Absolute path; it need not exist. */
  readonly path: string
  /** What it is: `the evidence`. */
  readonly what: string
  /** Whether outputs are forbidden inside it, too. */
  readonly isApart?: true
}

/** Depth to which a folder is searched for files of another manual. */
const deepest = 2

/**
 * Refuse a folder that is not for outputs alone.
 *
 * @param folder
 *   Folder of outputs; it need not exist.
 * @param guarded
 *   What it must not contain, in addition to the user's home and files of another manual.
 * @param isForeign
 *   Whether a file name in the folder means that it belongs to another manual.
 * @throws {CliError} exit 2
 *   If the folder, with symbolic links resolved, is or contains any of these.
 * @throws {CliError} exit 3
 *   If the path, or one above it, is not a folder.
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
    if (isInside(real, other)) throw refused(folder, `it contains ${what}, \`${path}\``)
    if (isApart && isInside(other, real)) throw refused(folder, `it is in ${what}, \`${path}\``)
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

function home(): Guarded[] {
  const root = { path: '/', what: 'the root of the filesystem' }
  try {
    return [root, { path: homedir(), what: 'your home' }]
  } catch {
    // A user unknown to the system has none.
    return [root]
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
    `Cannot write to \`${folder}\`: ${reason}; name a folder that is only for outputs`,
  )
}
