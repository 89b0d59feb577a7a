import { resolve } from 'node:path'
import { isInside, realPath } from '../../project/index.ts'
import { type CompilerLimits, runCompiler } from './run-compiler.ts'

/**
 * List the files that a compiler opened, from its output with `-H`.
 *
 * The compiler names each file before any diagnostic about it; a page can add names, but cannot
 * remove any.
 *
 * @see gcc(1), "Preprocessor Options"; clang prints the same form
 */
export function openedHeaders(said: string): string[] {
  return Array.from(said.matchAll(/^\.+ (.+)$/gm), ([, path = '']) => path)
}

/**
 * Find the first file that is neither a header of this machine nor a file of the project.
 *
 * @param opened
 *   Files that a compiler opened.
 * @param places
 *   Folder of the project, and folders that the compiler searches for headers.
 */
export function foreignHeader(
  opened: readonly string[],
  { root, folders }: { readonly root: string; readonly folders: readonly string[] },
): string | undefined {
  const project = realPath(root)
  // Follow links in folders of the project, which the page can make.
  const others = folders.filter((folder) => !isInside(project, realPath(folder)))
  return opened.find((name) => {
    const path = resolve(root, name)
    return !others.some((folder) => isInside(folder, path)) && !isInside(project, realPath(path))
  })
}

/**
 * List the folders that a compiler searches for headers; none if it does not print them.
 *
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
    resolve(limits.cwd, path),
  )
}
