import { join } from 'node:path'
import { type Blocked, leadsOut } from './blocked.ts'
import type { Content, Output } from './output.ts'
import { joinRecords, type OutputRecord, readRecord } from './record.ts'
import { type Found, findAt, sealOf } from './seal.ts'

/** How a generated file differs from what is on disk. */
export interface Change {
  readonly path: string
  /** `undefined`: the file is new. */
  readonly before: Found | null | undefined
  /** `undefined`: the file is removed. */
  readonly after: Content | undefined
}

/** Changes that an output makes to its folder. */
export interface FolderChanges {
  /** In the order of their paths. */
  readonly changes: readonly Change[]
  /** What is in the way and may not be ours. */
  readonly blocked: readonly Blocked[]
  /** Update the record. */
  record(now: OutputRecord): OutputRecord
}

/**
 * Compare an output with what is in its folder.
 *
 * @param output
 *   Output; of two files with one path the later counts. The folder need not exist.
 * @returns
 *   Files that differ, are missing, or are left over.
 * @throws {CliError}
 *   If the record of the folder is damaged.
 */
export function folderChanges(output: Output): FolderChanges {
  const { folder, record: name, generated, whole } = output
  const known = name === undefined ? new Map() : readRecord(folder, name)
  const files = new Map(output.files.map((file) => [file.path, file]))
  const changes: Change[] = []
  const blocked: Blocked[] = []
  const written = new Map<string, ReadonlySet<string>>()
  const recordSeal = (content: Content): string =>
    sealOf(content.link || !generated ? content : { text: generated(content.text) })
  const take = (change: Change): void => {
    const { path, before, after } = change
    const isOurs = before === undefined || (before && known.get(path)?.has(recordSeal(before)))
    const isKnown = known.has(path) || name === undefined
    const why = leadsOut(folder, path) ?? (isOurs ? undefined : reasonOf(before, isKnown))
    const seal = before && why !== 'outside' ? recordSeal(before) : undefined
    if (why !== undefined) blocked.push({ path, why, seal, goes: after === undefined })
    changes.push(change)
  }
  for (const after of files.values()) {
    const { path, replaces } = after
    const before = findAt(join(folder, path))
    const seal = sealOf(after)
    if (name !== undefined) written.set(path, new Set([generated ? recordSeal(after) : seal]))
    if (before?.seal === seal) continue
    const isReplaced = replaces !== undefined && before?.seal === sealOf({ text: replaces })
    if (isReplaced) changes.push({ path, before, after })
    else take({ path, before, after })
  }
  for (const path of whole ? known.keys() : []) {
    const before = files.has(path) ? undefined : findAt(join(folder, path))
    if (before !== undefined) take({ path, before, after: undefined })
  }
  return {
    changes: changes.sort((a, b) => (a.path < b.path ? -1 : 1)),
    blocked,
    record(now) {
      const others = [...now].filter(([path]) => !whole && !written.has(path))
      return joinRecords(new Map(others), written)
    },
  }
}

function reasonOf(before: Found | null | undefined, isKnown: boolean): Blocked['why'] {
  if (before === null) return 'no file'
  return isKnown ? 'changed' : 'unknown'
}
