import { relative, resolve } from 'node:path'
import { usageError } from '../../message/index.ts'
import { matchPages } from './match-pages.ts'
import type { Settings } from './settings.ts'

/** Pages of a manual, relative to its folder. */
export interface FoundPages {
  readonly paths: readonly string[]
  /** Those that were asked for. */
  readonly chosen: ReadonlySet<string>
}

/**
 * Find the pages of a manual.
 *
 * @param settings
 *   Say where pages are.
 * @param wanted
 *   Pages by path, by `NAME.SECTION`, by `NAME` or by `NAME(SECTION)`; empty: all.
 * @param cwd
 *   Folder that paths of `wanted` are relative to.
 * @returns
 *   All pages, and which of them were asked for.
 * @throws {CliError} exit 2
 *   Where there are none, or one that was asked for is not among them.
 */
export function findPages(settings: Settings, wanted: readonly string[], cwd: string): FoundPages {
  const { root } = settings
  const paths = [...new Set(settings.pages.flatMap((glob) => matchPages(root, glob)))]
  if (paths.length === 0) {
    const globs = settings.pages.map((glob) => `\`${glob}\``).join(', ')
    throw usageError(`Unexpected empty manual in \`${root}\`, expected pages at ${globs}`)
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
