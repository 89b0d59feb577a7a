import { join } from 'node:path'
import { systemError } from '../message/index.ts'
import { blockedError } from './blocked.ts'
import { type Change, type FolderChanges, folderChanges } from './folder-changes.ts'
import type { Output } from './output.ts'
import { formatRecord, joinRecords, readRecord } from './record.ts'
import { findAt, sealOf } from './seal.ts'
import { openStage, type Stage, type Staged } from './stage.ts'

/** Outputs that are ready to be moved into place; without a commit they leave no trace. */
export interface Publication extends Disposable {
  /**
   * Move everything into place, or restore what was there before if that fails.
   *
   * @returns
   *   Number of files written or removed.
   * @throws {CliError}
   *   If a folder or a file cannot be written, or has changed in the meantime.
   */
  commit(): number
}

/** A change that is ready, with the seals of the file before and after it. */
interface Ready extends Staged {
  /** Any other seal on disk means that another process has written the file. */
  readonly before: string | undefined
  readonly wanted: string | undefined
}

interface Folder {
  readonly output: Output
  readonly stage: Stage
  readonly changes: FolderChanges
  readonly ready: readonly Ready[]
}

/**
 * Prepare a publication.
 *
 * New text goes to a temporary folder next to its destination, then files are renamed into place.
 * Until then, the record of a folder lists both old and new files, so the next run recognizes
 * everything that a killed run leaves behind.
 *
 * @param outputs
 *   Generated files of each compiler.
 * @returns
 *   Publication.
 * @throws {CliError}
 *   If a folder cannot be written, or files that no record lists are in the way; then nothing is
 *   written.
 */
export function openPublication(outputs: readonly Output[]): Publication {
  const folders: Folder[] = []
  const dispose = (): void => {
    for (const { stage } of folders) stage[Symbol.dispose]()
  }
  const all = outputs.map((output) => ({ output, changes: folderChanges(output) }))
  for (const { output, changes } of all) {
    if (changes.blocked.length > 0) throw blockedError(output, changes.blocked)
  }
  try {
    for (const { output, changes } of all) {
      const stage = openStage(output.folder)
      const ready: Ready[] = []
      folders.push({ output, stage, changes, ready })
      for (const change of changes.changes) ready.push(attempt(() => makeReady(stage, change)))
    }
  } catch (error) {
    dispose()
    throw error
  }
  return {
    commit() {
      const undo: (() => void)[] = []
      try {
        const counts = folders.map((folder) => attempt(() => commitFolder(folder, undo)))
        return counts.reduce((sum, count) => sum + count, 0)
      } catch (error) {
        for (const back of undo.reverse()) back()
        throw error
      }
    },
    [Symbol.dispose]: dispose,
  }
}

/**
 * Write all outputs or none.
 *
 * @param outputs
 *   Generated files of each compiler.
 * @returns
 *   Number of files written or removed.
 * @throws {CliError}
 *   If a folder or a file cannot be written, or files that no record lists are in the way.
 */
export function publish(outputs: readonly Output[]): number {
  using publication = openPublication(outputs)
  return publication.commit()
}

function makeReady(stage: Stage, { path, before, after }: Change): Ready {
  const wanted = after && sealOf(after)
  return { ...stage.keep({ path, after }), before: before?.seal, wanted }
}

function commitFolder({ output, stage, changes, ready }: Folder, undo: (() => void)[]): number {
  const { folder, record: path } = output
  const record = path === undefined ? new Map() : readRecord(folder, path)
  const next = changes.record(record)
  let now = formatRecord(record)
  const write = (text: string): void => {
    if (path === undefined || text === now) return
    undo.push(stage.replace(stage.keep({ path, after: { text } })))
    now = text
  }
  if (ready.length > 0) write(formatRecord(joinRecords(record, next)))
  for (const staged of ready) {
    const found = findAt(join(folder, staged.path))
    if (found !== null && found?.seal === staged.wanted) continue
    if (found?.seal !== staged.before) {
      const reason = `Cannot write \`${join(folder, staged.path)}\`: it has just changed; run again`
      throw systemError(reason)
    }
    undo.push(stage.replace(staged))
  }
  write(formatRecord(next))
  return ready.length
}

function attempt<Result>(write: () => Result): Result {
  try {
    return write()
  } catch (error) {
    const { code, path } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw systemError(`Cannot write \`${path ?? 'the output'}\``, error)
  }
}
