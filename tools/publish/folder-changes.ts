import { type Dirent, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { systemError } from '../message/index.ts'
import type { Content, OutputFile, OutputRest, Sink } from './output.ts'

/** How a generated file differs from what is on disk. */
export interface Change {
  readonly path: string
  /** `undefined`: the file is new. */
  readonly before: Content | undefined
  /** `undefined`: the file goes. */
  readonly after: Content | undefined
}

/** Changes of a folder, and what was made of each. */
export interface FolderChanges<Kept> extends Sink {
  /** In the order of their paths. */
  list(): Kept[]
}

/**
 * Hold generated files, as they come, against what is in their folder.
 *
 * @param folder
 *   Absolute path; it need not be there.
 * @param keep
 *   Called once for each file that differs, is missing, or is left over; what it returns is all
 *   that is held of it.
 * @returns
 *   Changes.
 */
export function openChanges<Kept>(
  folder: string,
  keep: (change: Change) => Kept,
): FolderChanges<Kept> {
  const taken = new Map<string, Kept | undefined>()
  return {
    put(after: OutputFile) {
      const { path } = after
      const before = readContent(join(folder, path))
      const isSame = before?.text === after.text && before.link === after.link
      taken.set(path, isSame ? undefined : keep({ path, before, after }))
    },
    end({ kept, isOurs, whole }: OutputRest) {
      if (!whole) return
      const known = new Set(kept)
      for (const path of listFiles(folder)) {
        if (taken.has(path) || known.has(path)) continue
        const before = readContent(join(folder, path))
        if (!before || !isOurs(path, before)) continue
        taken.set(path, keep({ path, before, after: undefined }))
      }
    },
    list: () =>
      [...taken].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, change]) => change ?? []),
  }
}

function readContent(path: string): Content | undefined {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return undefined
    if (stats.isSymbolicLink()) return { text: readlinkSync(path), link: true }
    return { text: readFileSync(path, 'utf8') }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    throw systemError(`Cannot read \`${path}\``, error)
  }
}

function listFiles(folder: string, prefix = ''): string[] {
  return entriesOf(join(folder, prefix)).flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (entry.name.startsWith('.manproof-')) return []
    if (entry.isDirectory()) return listFiles(folder, path)
    return entry.isFile() || entry.isSymbolicLink() ? [path] : []
  })
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
