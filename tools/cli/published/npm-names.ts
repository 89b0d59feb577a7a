import { usageError } from '../../message/index.ts'
import type { Output, OutputFile } from '../../publish/index.ts'

/**
 * Name man pages so that npm links them.
 *
 * npm links what the member `man` of package.json lists, and only files whose names end in a
 * number; its tarballs have no symbolic links. So `F_LAYOUT.2const` becomes `F_LAYOUT.2`, and a
 * further name of a page becomes a file of its own.
 *
 * @param output
 *   Man pages.
 * @returns
 *   The same pages under names that npm takes.
 * @throws {CliError} exit 2
 *   Where two pages would have one name.
 * @see npm 11.19, bin-links/lib/link-mans.js; measured: npm pack drops symbolic links
 */
export function npmNames(output: Output): Output {
  const texts = new Map(output.files.map((file) => [file.path, file]))
  const files = output.files.map((file): OutputFile => {
    const path = file.path.replace(/(\.\d+)[a-z]+$/i, '$1')
    if (path !== file.path && texts.has(path)) {
      throw usageError(
        `Cannot name \`${file.path}\` for npm: current value of \`${path}\` is another page`,
      )
    }
    return { path, text: textOf(file, texts) }
  })
  return { ...output, files }
}

/** What is at the end of a link to a file beside it. */
function textOf(file: OutputFile, texts: ReadonlyMap<string, OutputFile>): string {
  if (!file.link) return file.text
  const target = file.path.replace(/[^/]+$/, file.text)
  return texts.get(target)?.text ?? file.text
}
