import { lstatSync, readFileSync, type Stats, statSync } from 'node:fs'
import { keepFile } from '../cache/index.ts'
import { hashOf } from './hash-of.ts'

/** Hashes of files, known from before where a file has not been touched. */
export interface FileHashes {
  /** Hash of what is in a file, also by way of a link; `null` where nothing can be read. */
  hashAt(path: string): string | null
  /** The same of a file that is no link; `null` for a link. */
  plainHashAt(path: string): string | null
  /**
   * Keep them for the next run, only those that were asked for where that was all; a folder that
   * cannot be written is no fault.
   */
  save(isAll: boolean): void
}

/** Size, times of content and of state in milliseconds, number, device, hash. */
type Entry = readonly [
  size: number,
  mtimeMs: number,
  ctimeMs: number,
  ino: number,
  dev: number,
  hash: string,
]

/** A kernel counts time in ticks of up to 10 ms: what changes later than this has another time. */
const restMs = 100
/** Filesystems that only know seconds, by twos at worst. */
const coarseRestMs = 2100

/**
 * Open the hashes of files that are kept in a file.
 *
 * A file is read again when its size, its times, its number or its device are not as they were. The
 * time of its state cannot be set back. A file that was touched just before it was read is not kept:
 * it could change once more without a sign.
 *
 * @param file
 *   Where they are kept; a damaged one is as good as none.
 * @returns
 *   Hashes.
 * @see git's racy-git.txt; stat(2), `st_ctime`
 */
export function openFileHashes(file: string): FileHashes {
  const known = readEntries(file)
  const used = new Map<string, Entry>()
  let isChanged = false
  const hashOfFile = (path: string, stats: Stats): string | null => {
    if (!stats.isFile()) return null
    const before = used.get(path) ?? known.get(path)
    if (before && isUntouched(before, stats)) {
      used.set(path, before)
      return before[5]
    }
    try {
      const hash = hashOf(readFileSync(path))
      const { size, mtimeMs, ctimeMs, ino, dev } = stats
      if (!isAtRest(stats)) return hash
      used.set(path, [size, mtimeMs, ctimeMs, ino, dev, hash])
      isChanged = true
      return hash
    } catch {
      return null
    }
  }
  return {
    hashAt(path) {
      const stats = statsOf(statSync, path)
      return stats ? hashOfFile(path, stats) : null
    },
    plainHashAt(path) {
      const stats = statsOf(lstatSync, path)
      return stats?.isFile() ? hashOfFile(path, stats) : null
    },
    save(isAll) {
      if (isChanged) writeEntries(file, isAll ? used : new Map([...known, ...used]))
    },
  }
}

function isUntouched([size, mtimeMs, ctimeMs, ino, dev]: Entry, stats: Stats): boolean {
  return (
    size === stats.size &&
    mtimeMs === stats.mtimeMs &&
    ctimeMs === stats.ctimeMs &&
    ino === stats.ino &&
    dev === stats.dev
  )
}

function isAtRest({ mtimeMs, ctimeMs }: Stats): boolean {
  const rest = ctimeMs % 1000 === 0 ? coarseRestMs : restMs
  return Math.max(mtimeMs, ctimeMs) < Date.now() - rest
}

function statsOf(stat: typeof statSync, path: string): Stats | undefined {
  try {
    return stat(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function readEntries(file: string): Map<string, Entry> {
  try {
    const text = readFileSync(file, 'utf8')
    const body = text.slice(65)
    if (hashOf(body) !== text.slice(0, 64)) return new Map()
    return new Map(JSON.parse(body) as [string, Entry][])
  } catch {
    return new Map()
  }
}

function writeEntries(file: string, entries: ReadonlyMap<string, Entry>): void {
  const body = JSON.stringify([...entries])
  keepFile(file, `${hashOf(body)}\n${body}`)
}
