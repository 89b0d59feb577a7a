import { resolve } from 'node:path'
import { isInside, realPath } from '../../project/index.ts'
import { type CompilerLimits, runCompiler } from './run-compiler.ts'

/**
 * Read which files a compiler opened, from what it says under `-H`.
 *
 * A file is named as it is opened, before anything that is said of it; a page can add to the list, and
 * take nothing away.
 *
 * @see gcc(1), "Preprocessor Options"; clang prints the same form
 */
export function openedHeaders(said: string): string[] {
  return Array.from(said.matchAll(/^\.+ (.+)$/gm), ([, path = '']) => path)
}

/**
 * Find a file that is neither a header of this machine nor one of the project.
 *
 * @param opened
 *   Files that a compiler opened.
 * @param places
 *   Folder of the project, and folders in which the compiler looks for headers.
 * @returns
 *   The first such file, as the compiler names it.
 */
export function foreignHeader(
  opened: readonly string[],
  { root, folders }: { readonly root: string; readonly folders: readonly string[] },
): string | undefined {
  const project = realPath(root)
  // In a folder of the project links are the page's own, and are followed.
  const others = folders.filter((folder) => !isInside(project, realPath(folder)))
  return opened.find((name) => {
    const path = resolve(name)
    return !others.some((folder) => isInside(folder, path)) && !isInside(project, realPath(path))
  })
}

/**
 * Ask a compiler where it looks for headers.
 *
 * @param compiler
 *   Command and its first arguments.
 * @param limits
 *   Of its time.
 * @returns
 *   Folders; none where it does not say.
 * @see gcc(1), `-v`; clang prints the same form
 */
export async function headerFolders(
  compiler: readonly string[],
  limits: CompilerLimits,
): Promise<readonly string[]> {
  const end = await runCompiler([...compiler, '-x', 'c', '-E', '-v', '-'], '', limits)
  const said = 'said' in end ? end.said : ''
  const [, list = ''] = /search starts here:\n([\s\S]*?)End of search list/.exec(said) ?? []
  return Array.from(list.matchAll(/^ (\S.*?)(?: \(framework directory\))?$/gm), ([, path = '']) =>
    resolve(path),
  )
}
