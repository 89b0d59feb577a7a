import { VFile } from 'vfile'
import { report, systemError } from '../message/index.ts'
import { readProjectFile } from '../project/index.ts'

/**
 * Read the file of a page.
 *
 * @returns
 *   File; if it is not a text file of the project, it has a message and no text.
 * @throws {CliError} exit 3
 *   If the system refuses access.
 */
export function readPageFile(root: string, path: string): VFile {
  const file = new VFile({ cwd: root, path, value: '' })
  const page = readProjectFile(root, path)
  if (!('problem' in page)) file.value = page.text
  else if (page.cause !== undefined) throw systemError(`Cannot read \`${path}\``, page.cause)
  else report(file, 'project-file', `Cannot read \`${path}\`: ${page.problem}`)
  return file
}
