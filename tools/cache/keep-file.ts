import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import process from 'node:process'
import { isGone } from './is-gone.ts'
import { makeFolder } from './make-folder.ts'

/**
 * Keep a text or bytes in a file of a cache, whole or not at all.
 *
 * Another process sees the file of before or the new one, never a part. What processes that were
 * killed on the way have left beside it goes.
 *
 * @param path
 *   File; its folder is made.
 * @param content
 *   Text or bytes.
 * @returns
 *   Whether it is kept. What cannot be written is no fault: the next run takes longer.
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

/** Staged files whose writers are no more. */
function leftBeside(path: string): string[] {
  const [folder, start] = [dirname(path), `${basename(path)}.`]
  return namesIn(folder)
    .filter((name) => name.startsWith(start) && isGone(name.slice(start.length)))
    .map((name) => join(folder, name))
}

/** A folder that may be written need not be one that may be read. */
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
    // It was never made: a part of the path is no folder.
  }
}
