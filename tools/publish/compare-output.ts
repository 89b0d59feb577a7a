import { join, relative } from 'node:path'
import { VFile } from 'vfile'
import { report } from '../message/index.ts'
import { type Change, folderChanges } from './folder-changes.ts'
import type { Output } from './output.ts'
import { patchText } from './patch-text.ts'

const excerptLines = 24

/**
 * Compare an output with what is on disk, byte by byte.
 *
 * @param output
 *   Generated files.
 * @param from
 *   Folder that paths are shown relative to.
 * @param remedy
 *   Command that writes the output.
 * @returns
 *   File with a message for each one that differs, is missing, or is left over.
 */
export async function compareOutput(
  output: Output,
  { cwd }: { readonly cwd: string },
  remedy: string,
): Promise<readonly VFile[]> {
  const { changes } = folderChanges(output)
  const files: VFile[] = []
  for (const change of changes) {
    const file = new VFile({ cwd, path: relative(cwd, join(output.folder, change.path)) })
    const note = `${await excerptOf(change)}write it with \`${remedy}\``
    report(file, 'output-stale', reasonOf(change), undefined, { note })
    files.push(file)
  }
  return files
}

function reasonOf({ before, after }: Change): string {
  if (before === undefined) return 'Missing file, expected what compiles from the page'
  if (after === undefined) return 'Unexpected file, expected none: no page compiles to it'
  return 'Unexpected text, expected what compiles from the page'
}

async function excerptOf({ path, before, after }: Change): Promise<string> {
  if (!before || !after) return ''
  const patch = await patchText(path, before.text, after.text, 2_000)
  const lines = patch?.split('\n')
  if (lines === undefined) return 'more than 2,000 lines differ\n'
  const more = lines.length - excerptLines
  const shown = lines.slice(0, excerptLines).map((line) => line.slice(0, 200))
  return `${shown.join('\n')}${more > 0 ? `\n… ${more} more lines` : ''}\n`
}
