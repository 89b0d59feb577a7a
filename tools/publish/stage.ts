import {
  existsSync,
  linkSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { isGone, makeFolder } from '../cache/index.ts'
import type { Content } from './output.ts'

/** Content wanted at a path; `undefined`: none. */
interface Wanted {
  readonly path: string
  readonly after: Content | undefined
}

/** A change that only needs to be moved into place. */
export interface Staged {
  readonly path: string
  /** The new file; `undefined`: the file is removed. */
  readonly after: string | undefined
}

/** A temporary folder next to its destination, for files to publish there. */
export interface Stage extends Disposable {
  /** Write the new file. */
  keep(wanted: Wanted): Staged
  /** Move a change into place; returns a function that undoes it. */
  replace(staged: Staged): () => void
}

/** Staged files are written without pause: a folder untouched for longer is left over. */
const restMs = 60_000

/**
 * Open a stage; its folder is created when a file is kept.
 *
 * That also removes stages that killed runs left in the destination. Disposal, or the end of the
 * process, removes the stage and the folders that were created but are empty.
 *
 * @param folder
 *   Destination, an absolute path; created if missing.
 * @returns
 *   Stage.
 */
export function openStage(folder: string): Stage {
  let place: string | undefined
  let count = 0
  const parents = new Set<string>()
  const made: string[] = []
  const remove = (): void => {
    if (place !== undefined && existsSync(place)) removeStage(place)
    for (const empty of made.reverse()) removeEmpty(empty)
  }
  const stage = (): string => {
    if (place !== undefined) return place
    made.push(...makeFolder(folder))
    removeLeft(folder)
    process.on('exit', remove)
    place = mkdtempSync(join(folder, `.manproof-${process.pid}-`))
    return place
  }
  return {
    keep({ path, after }) {
      if (after === undefined) return { path, after }
      const file = join(stage(), `new-${count++}`)
      if (after.link) symlinkSync(after.text, file)
      else writeFileSync(file, after.text)
      return { path, after: file }
    },
    replace({ path, after }) {
      const file = join(folder, path)
      const old = join(stage(), `old-${count++}`)
      const parent = dirname(file)
      if (!parents.has(parent)) made.push(...makeFolder(parent))
      parents.add(parent)
      const hadFile = saveFile(file, old)
      const back = hadFile ? () => renameSync(old, file) : () => rmSync(file, { force: true })
      try {
        if (after !== undefined) renameSync(after, file)
        else rmSync(file, { force: true })
      } catch (error) {
        if (hadFile) back()
        throw error
      }
      return back
    },
    [Symbol.dispose]() {
      process.removeListener('exit', remove)
      remove()
    },
  }
}

/** Give a file a second name, so it stays in place until another one replaces it. */
function saveFile(file: string, old: string): boolean {
  try {
    linkSync(file, old)
    return true
  } catch (error) {
    const stats = lstatSync(file, { throwIfNoEntry: false })
    if (stats === undefined) return false
    if (stats.isDirectory()) throw error
    // Some filesystems have no hard links, and some users cannot link to other users' files.
    renameSync(file, old)
    return true
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // It is not empty.
  }
}

function removeLeft(folder: string): void {
  for (const name of readdirSync(folder)) {
    const [, pid] = /^\.manproof-(\d+)-\w{6}$/.exec(name) ?? []
    if (pid === undefined || !isGone(pid)) continue
    const left = join(folder, name)
    const stats = lstatSync(left, { throwIfNoEntry: false })
    if (stats?.isDirectory() && stats.mtimeMs < Date.now() - restMs) removeStage(left)
  }
}

/** Remove the files of a stage, and its folder if nothing else is in it. */
function removeStage(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^(?:new|old)-\d+$/.test(name))
  for (const name of names) rmSync(join(folder, name), { force: true })
  removeEmpty(folder)
}
