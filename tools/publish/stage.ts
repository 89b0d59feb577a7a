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

/** What is to be at a path; `undefined`: nothing. */
interface Wanted {
  readonly path: string
  readonly after: Content | undefined
}

/** A change that only needs to be moved into place. */
export interface Staged {
  readonly path: string
  /** The new file; `undefined`: the file goes. */
  readonly after: string | undefined
}

/** A temporary folder beside its destination, for what is to be published there. */
export interface Stage extends Disposable {
  /** Writes the new file. */
  keep(wanted: Wanted): Staged
  /** Moves a change into place, and says how to take it back. */
  replace(staged: Staged): () => void
}

/** Staged files are written all the time: a folder that has been at rest for longer is left over. */
const restMs = 60_000

/**
 * Open a stage; the folder is made when something is kept.
 *
 * What runs that were killed have left in the destination goes then. The stage goes when it is
 * disposed, and when the process ends before; so do folders that were made for nothing.
 *
 * @param folder
 *   Destination, an absolute path; it is made where it is not there.
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

/** Gives a file a second name, so that it is there until another one takes its place. */
function saveFile(file: string, old: string): boolean {
  try {
    linkSync(file, old)
    return true
  } catch (error) {
    const stats = lstatSync(file, { throwIfNoEntry: false })
    if (stats === undefined) return false
    if (stats.isDirectory()) throw error
    // Some filesystems know no second names, and some users may not give them to others' files.
    renameSync(file, old)
    return true
  }
}

function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // There is something in it.
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

/** Removes what a stage is made of, and the folder if there was nothing else in it. */
function removeStage(folder: string): void {
  const names = readdirSync(folder).filter((name) => /^(?:new|old)-\d+$/.test(name))
  for (const name of names) rmSync(join(folder, name), { force: true })
  removeEmpty(folder)
}
