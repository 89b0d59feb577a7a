import { existsSync } from 'node:fs'
import { loadConfig } from './load-config.ts'
import { matchPages } from './match-pages.ts'

/**
 * Determine whether a folder belongs to a manual.
 *
 * @param cwd
 *   Folder.
 * @returns
 *   Whether there is a configuration, or at least a page.
 * @throws {CliError} exit 2
 *   If the configuration is invalid.
 */
export async function hasManual(cwd: string): Promise<boolean> {
  const { path, pages: globs, root } = await loadConfig(cwd)
  if (path !== undefined && existsSync(path)) return true
  return globs.some((glob) => matchPages(root, glob).length > 0)
}
