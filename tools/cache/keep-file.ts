import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { isGone } from './is-gone.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Write a file of a cache, whole or not at all.
 *
 * Other processes see either the old or the new file. Staged files of killed processes are removed.
 *
 * @param path
 *   File; its folder is made.
 * @param content
 *   Text or bytes.
 * @returns
 *   Whether it was written; if not, the next run just takes longer.
 * @see rename(2), on a `newpath` that exists
 */
export function keepFile(path: string, content: string | Uint8Array): boolean {
  const staged = `${path}.${process.pid}`
  try {
    makeFolder(dirname(path))
    writeFileSync(staged, content)
    renameSync(staged, path)
  } catch {
    remove(staged)
    return false
  }
  for (const left of leftBeside(path)) remove(left)
  return true
}

/** Staged files whose writers have ended. */
function leftBeside(path: string): string[] {
  const [folder, start] = [dirname(path), `${basename(path)}.`]
  return namesIn(folder)
    .filter((name) => name.startsWith(start) && isGone(name.slice(start.length)))
    .map((name) => join(folder, name))
}

/** List the names in a folder; one that can be written may still be unreadable. */
function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It was never made: a part of the path is not a folder.
  }
}
