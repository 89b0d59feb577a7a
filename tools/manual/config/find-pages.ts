import { relative, resolve } from 'node:path'
import { usageError } from '../../message/index.ts'
import { matchPages } from './match-pages.ts'
import type { Settings } from './settings.ts'

/** Pages of a manual, relative to its folder. */
export interface FoundPages {
  readonly paths: readonly string[]
  /** The requested ones. */
  readonly chosen: ReadonlySet<string>
}

/**
 * Find the pages of a manual.
 *
 * @param settings
 *   Settings of the manual.
 * @param wanted
 *   Pages by path, by `NAME.SECTION`, by `NAME` or by `NAME(SECTION)`; empty: all.
 * @param cwd
 *   Folder to which paths in `wanted` are relative.
 * @returns
 *   All pages, and the requested ones.
 * @throws {CliError} exit 2
 *   If there are no pages, or a requested one does not exist.
 */
export function findPages(settings: Settings, wanted: readonly string[], cwd: string): FoundPages {
  const { root } = settings
  const paths = [...new Set(settings.pages.flatMap((glob) => matchPages(root, glob)))]
  if (paths.length === 0) {
    const globs = settings.pages.map((glob) => `\`${glob}\``).join(', ')
    throw usageError(`Missing pages in \`${root}\`, expected files that match ${globs}`)
  }
  const asked = wanted.flatMap((page) => findPage(page, paths, root, cwd))
  return { paths, chosen: new Set(wanted.length === 0 ? paths : asked) }
}

function findPage(page: string, paths: readonly string[], root: string, cwd: string): string[] {
  const path = relative(root, resolve(cwd, page)).split('\\').join('/')
  if (paths.includes(path)) return [path]
  const name = page.replace(/^(.+)\((\w+)\)$/, '$1.$2')
  const stem = (item: string): string => item.replace(/^.*\//, '').replace(/\.md$/, '')
  const found = paths.filter(
    (item) => stem(item) === name || stem(item).replace(/\.[^.]+$/, '') === name,
  )
  if (found.length > 0) return found
  throw usageError(
    `Unexpected page \`${page}\`, expected one of ${paths.map((item) => `\`${item}\``).join(', ')}`,
  )
}
