import { join, relative } from 'node:path'
import { VFile } from 'vfile'
import { report } from '../message/index.ts'
import type { Io } from './io.ts'
import { type Change, changesOf, type Output } from './publish.ts'
import { unifiedDiff } from './unified-diff.ts'

const excerptLines = 24

/**
 * Hold an output against what is on disk, byte by byte.
 *
 * @param output
 *   Generated files.
 * @param io
 *   Gives the folder that paths are shown relative to.
 * @param remedy
 *   Command that writes the output.
 * @returns
 *   A file with a message for each one that differs, is missing, or is left over.
 */
export async function compareOutput(output: Output, io: Io, remedy: string): Promise<VFile[]> {
  const changes = await changesOf(output)
  return changes.map((change) => {
    const path = relative(io.cwd, join(output.folder, change.path))
    const file = new VFile({ cwd: io.cwd, path, value: change.before?.text ?? '' })
    const note = `${excerptOf(change)}write it with \`${remedy}\``
    report(file, 'output-stale', reasonOf(change), undefined, { note })
    return file
  })
}

function reasonOf({ before, after }: Change): string {
  if (before === undefined) return 'Unexpected absence of the file, expected what compiles'
  if (after === undefined) return 'Unexpected file, expected none: no page compiles to it'
  return 'Unexpected text, expected what compiles from the page'
}

function excerptOf({ path, before, after }: Change): string {
  if (before === undefined || after === undefined) return ''
  const lines = unifiedDiff(before.text, after.text, path).split('\n')
  const more = lines.length - excerptLines
  const shown = lines.slice(0, excerptLines).map((line) => line.slice(0, 200))
  return `${shown.join('\n')}${more > 0 ? `\n… ${more} more lines` : ''}\n`
}
