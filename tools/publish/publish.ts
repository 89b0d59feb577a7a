import { join } from 'node:path'
import { systemError } from '../message/index.ts'
import { blockedError } from './blocked.ts'
import { type Change, type FolderChanges, openChanges } from './folder-changes.ts'
import { type Outlet, type Output, type OutputFolder, putOutput } from './output.ts'
import { formatRecord, joinRecords, readRecord } from './record.ts'
import { findAt, sealOf } from './seal.ts'
import { openStage, type Stage, type Staged } from './stage.ts'

/** Files that are written as they come, and take their places together. */
export interface Publication extends Outlet {
  /**
   * Move everything into place; when anything fails on the way, what was there before is put back.
   *
   * @returns
   *   Number of files that were written or removed.
   * @throws {CliError}
   *   Where a folder or a file cannot be written, or something is in the way that no record says
   *   we wrote; nothing is written then.
   */
  commit(): number
}

/** A change that is ready, and what it was made for. */
interface Ready extends Staged {
  /** What the change was made from: anything else is somebody's, who came meanwhile. */
  readonly before: string | undefined
  readonly wanted: string | undefined
}

interface Folder {
  readonly output: OutputFolder
  readonly stage: Stage
  readonly changes: FolderChanges<Ready>
}

/**
 * Open a publication; without `commit` nothing of it remains.
 *
 * New text goes to a temporary folder beside its destination as it comes, so that no memory is
 * needed for it, then every file is renamed into place. The record of a folder names both the old
 * and the new files meanwhile: a run that is killed leaves nothing that the next one does not know.
 *
 * @returns
 *   Publication; it throws a {@link CliError} where a folder or a file cannot be written.
 */
export function openPublication(): Publication {
  const folders: Folder[] = []
  return {
    open(output) {
      const stage = openStage(output.folder)
      const changes = openChanges(output, (change) => attempt(() => makeReady(stage, change)))
      folders.push({ output, stage, changes })
      return changes
    },
    commit() {
      for (const { output, changes } of folders) {
        const blocked = changes.blocked()
        if (blocked.length > 0) throw blockedError(output, blocked)
      }
      const undo: (() => void)[] = []
      try {
        const counts = folders.map((folder) => attempt(() => commitFolder(folder, undo)))
        return counts.reduce((sum, count) => sum + count, 0)
      } catch (error) {
        for (const back of undo.reverse()) back()
        throw error
      }
    },
    [Symbol.dispose]() {
      for (const { stage } of folders) stage[Symbol.dispose]()
    },
  }
}

/**
 * Write outputs, all of them or none.
 *
 * @param outputs
 *   Generated files of each compiler.
 * @returns
 *   Number of files that were written or removed.
 * @throws {CliError}
 *   Where a folder or a file cannot be written, or is not known to be ours.
 */
export function publish(outputs: readonly Output[]): number {
  using publication = openPublication()
  for (const output of outputs) putOutput(publication, output)
  return publication.commit()
}

function makeReady(stage: Stage, { path, before, after }: Change): Ready {
  const wanted = after && sealOf(after)
  return { ...stage.keep({ path, after }), before: before?.seal, wanted }
}

function commitFolder({ output, stage, changes }: Folder, undo: (() => void)[]): number {
  const { folder, record: path } = output
  const record = path === undefined ? new Map() : readRecord(folder, path)
  const next = changes.record(record)
  let now = formatRecord(record)
  const write = (text: string): void => {
    if (path === undefined || text === now) return
    undo.push(stage.replace(stage.keep({ path, after: { text } })))
    now = text
  }
  const due = changes.list()
  if (due.length > 0) write(formatRecord(joinRecords(record, next)))
  for (const staged of due) {
    const found = findAt(join(folder, staged.path))
    if (found !== null && found?.seal === staged.wanted) continue
    if (found?.seal !== staged.before) {
      const reason = `Cannot write \`${join(folder, staged.path)}\`: it changed meanwhile; run again`
      throw systemError(reason)
    }
    undo.push(stage.replace(staged))
  }
  write(formatRecord(next))
  return due.length
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
