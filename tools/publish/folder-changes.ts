import { join } from 'node:path'
import { type Blocked, leadsOut } from './blocked.ts'
import type { Content, OutputFile, OutputFolder, OutputRest, Sink } from './output.ts'
import { joinRecords, type OutputRecord, readRecord } from './record.ts'
import { type Found, findAt, sealOf } from './seal.ts'

/** How a generated file differs from what is on disk. */
export interface Change {
  readonly path: string
  /** `undefined`: the file is new. */
  readonly before: Found | null | undefined
  /** `undefined`: the file goes. */
  readonly after: Content | undefined
}

/** Changes of a folder, and what was made of each. */
export interface FolderChanges<Kept> extends Sink {
  /** In the order of their paths. */
  list(): Kept[]
  /** What is in the way, and is not known to be ours. */
  blocked(): readonly Blocked[]
  /** The record as it becomes, from what it is now. */
  record(now: OutputRecord): OutputRecord
}

/**
 * Hold generated files, as they come, against what is in their folder.
 *
 * @param output
 *   Folder, which need not be there.
 * @param keep
 *   Called once for each file that differs, is missing, or is left over; what it returns is all
 *   that is held of it.
 * @returns
 *   Changes.
 * @throws {CliError}
 *   Where the record of the folder is damaged.
 */
export function openChanges<Kept>(
  { folder, record: name, generated = (text) => text }: OutputFolder,
  keep: (change: Change) => Kept,
): FolderChanges<Kept> {
  const known = name === undefined ? new Map() : readRecord(folder, name)
  const taken = new Map<string, Kept | undefined>()
  const blocked = new Map<string, Blocked>()
  const written = new Map<string, ReadonlySet<string>>()
  let isWhole = false
  const recordSeal = (content: Content): string =>
    sealOf(content.link ? content : { text: generated(content.text) })
  const take = (change: Change, isOurs: boolean): void => {
    const { path, before, after } = change
    const isKnown = known.has(path) || name === undefined
    const why = leadsOut(folder, path) ?? (isOurs ? undefined : reasonOf(before, isKnown))
    if (why !== undefined) {
      const seal = before && why !== 'outside' ? recordSeal(before) : undefined
      blocked.set(path, { path, why, seal, goes: after === undefined })
    }
    taken.set(path, keep(change))
  }
  return {
    put(after: OutputFile) {
      const { path, replaces } = after
      const before = findAt(join(folder, path))
      blocked.delete(path)
      if (name !== undefined) written.set(path, new Set([recordSeal(after)]))
      if (before?.seal === sealOf(after)) return void taken.set(path, undefined)
      if (replaces !== undefined && before?.seal === sealOf({ text: replaces })) {
        return void taken.set(path, keep({ path, before, after }))
      }
      const isOurs = before && known.get(path)?.has(recordSeal(before))
      take({ path, before, after }, before === undefined || isOurs === true)
    },
    end({ whole }: OutputRest) {
      isWhole = whole
      if (!whole) return
      for (const [path, seals] of known) {
        if (taken.has(path)) continue
        const before = findAt(join(folder, path))
        if (before === undefined) continue
        take({ path, before, after: undefined }, before !== null && seals.has(recordSeal(before)))
      }
    },
    list: () =>
      [...taken].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, change]) => change ?? []),
    blocked: () => [...blocked.values()],
    record(now) {
      const others = [...now].filter(([path]) => !isWhole && !written.has(path))
      return joinRecords(new Map(others), written)
    },
  }
}

function reasonOf(before: Found | null | undefined, isKnown: boolean): Blocked['why'] {
  if (before === null) return 'no file'
  return isKnown ? 'changed' : 'unknown'
}
