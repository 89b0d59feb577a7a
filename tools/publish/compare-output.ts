import { join, relative } from 'node:path'
import { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { type Change, type FolderChanges, openChanges } from './folder-changes.ts'
import { type Outlet, type Output, putOutput } from './output.ts'
import { patchText } from './patch-text.ts'

const excerptLines = 24

/** Files that are held against what is on disk as they come. */
export interface Comparison extends Outlet {
  /** A file with a message for each one that differs, is missing, or is left over. */
  stale(): readonly VFile[]
}

/**
 * Open a comparison with what is on disk, byte by byte.
 *
 * @param from
 *   Says which folder paths are shown relative to.
 * @param remedy
 *   Command that writes the output.
 * @returns
 *   Comparison.
 */
export function openComparison({ cwd }: { readonly cwd: string }, remedy: string): Comparison {
  const folders: FolderChanges<VFile>[] = []
  return {
    open(output) {
      const changes = openChanges(output, (change) => {
        const path = relative(cwd, join(output.folder, change.path))
        const file = new VFile({ cwd, path })
        const note = `${excerptOf(change)}write it with \`${remedy}\``
        report(file, 'output-stale', reasonOf(change), undefined, { note })
        return file
      })
      folders.push(changes)
      return changes
    },
    stale: () => folders.flatMap((changes) => changes.list()),
    [Symbol.dispose]: () => undefined,
  }
}

/**
 * Hold a whole output against what is on disk.
 *
 * @param output
 *   Generated files.
 * @param from
 *   Says which folder paths are shown relative to.
 * @param remedy
 *   Command that writes the output.
 * @returns
 *   A file with a message for each one that differs, is missing, or is left over.
 */
export function compareOutput(
  output: Output,
  from: { readonly cwd: string },
  remedy: string,
): readonly VFile[] {
  const comparison = openComparison(from, remedy)
  putOutput(comparison, output)
  return comparison.stale()
}

function reasonOf({ before, after }: Change): string {
  if (before === undefined) return 'Unexpected absence of the file, expected what compiles'
  if (after === undefined) return 'Unexpected file, expected none: no page compiles to it'
  return 'Unexpected text, expected what compiles from the page'
}

function excerptOf({ path, before, after }: Change): string {
  if (!before || !after) return ''
  const lines = patchText(path, before.text, after.text, 2_000)?.split('\n')
  if (lines === undefined) return 'more than 2,000 lines differ\n'
  const more = lines.length - excerptLines
  const shown = lines.slice(0, excerptLines).map((line) => line.slice(0, 200))
  return `${shown.join('\n')}${more > 0 ? `\n… ${more} more lines` : ''}\n`
}
