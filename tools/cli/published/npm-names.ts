import { usageError } from '../../message/index.ts'
import type { Output, OutputFile } from '../../publish/index.ts'

/**
 * Rename man pages for npm.
 *
 * npm links the files that `man` in package.json lists, if their names end in a number, and packs
 * no symbolic links. So `F_LAYOUT.2const` becomes `F_LAYOUT.2`, and each further name of a page a
 * copy of the file.
 *
 * @throws {CliError} exit 2
 *   If two pages would have the same name.
 * @see npm 11.19, bin-links/lib/link-mans.js; measured: npm pack drops symbolic links
 */
export function npmNames(output: Output): Output {
  const texts = new Map(output.files.map((file) => [file.path, file]))
  const files = output.files.map((file): OutputFile => {
    const path = file.path.replace(/(\.\d+)[a-z]+$/i, '$1')
    if (path !== file.path && texts.has(path)) {
      throw usageError(`Cannot name \`${file.path}\` for npm: \`${path}\` is another page`)
    }
    return { path, text: textOf(file, texts) }
  })
  return { ...output, files }
}

/** Text of a file, or of the file in the same folder that it links to. */
function textOf(file: OutputFile, texts: ReadonlyMap<string, OutputFile>): string {
  if (!file.link) return file.text
  const target = file.path.replace(/[^/]+$/, file.text)
  return texts.get(target)?.text ?? file.text
}
