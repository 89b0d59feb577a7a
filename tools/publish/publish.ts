import { systemError } from '../message/index.ts'
import { type FolderChanges, openChanges } from './folder-changes.ts'
import { type Outlet, type Output, putOutput } from './output.ts'
import { openStage, type Stage, type Staged } from './stage.ts'

/** Files that are written as they come, and take their places together. */
export interface Publication extends Outlet {
  /**
   * Move everything into place; when anything fails on the way, what was there before is put back.
   *
   * @returns
   *   Number of files that were written or removed.
   * @throws {CliError} exit 3
   *   Where a folder or a file cannot be written.
   */
  commit(): number
}

/**
 * Open a publication; without `commit` nothing of it remains.
 *
 * New text goes to a temporary folder beside its destination as it comes, so that no memory is
 * needed for it, then every file is renamed into place.
 *
 * @returns
 *   Publication; it throws a {@link CliError} with exit 3 where a folder or a file cannot be written.
 */
export function openPublication(): Publication {
  const folders: { readonly stage: Stage; readonly changes: FolderChanges<Staged> }[] = []
  return {
    open(folder) {
      const stage = openStage(folder)
      const changes = openChanges(folder, (change) => attempt(() => stage.keep(change)))
      folders.push({ stage, changes })
      return changes
    },
    commit() {
      const undo: (() => void)[] = []
      try {
        for (const { stage, changes } of folders) {
          for (const staged of changes.list()) undo.push(attempt(() => stage.replace(staged)))
        }
      } catch (error) {
        for (const back of undo.reverse()) back()
        throw error
      }
      return undo.length
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
 * @throws {CliError} exit 3
 *   Where a folder or a file cannot be written.
 */
export function publish(outputs: readonly Output[]): number {
  using publication = openPublication()
  for (const output of outputs) putOutput(publication, output)
  return publication.commit()
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
