import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Names that a configuration can have. */
export const configNames: readonly string[] = [
  'manproof.config.ts',
  'manproof.config.mjs',
  'manproof.config.js',
]

/**
 * Look for the configuration in a folder and in those above it.
 *
 * @param folder
 *   Where to start.
 * @returns
 *   Path of the nearest one; `undefined` where there is none.
 */
export function findConfig(folder: string): string | undefined {
  const found = configNames.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (found !== undefined) return found
  const parent = dirname(folder)
  return parent === folder ? undefined : findConfig(parent)
}
