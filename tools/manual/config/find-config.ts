import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const configNames: readonly string[] = [
  'manproof.config.ts',
  'manproof.config.mjs',
  'manproof.config.js',
]

/** Find the path of the nearest configuration, in a folder or in those above it. */
export function findConfig(folder: string): string | undefined {
  const found = configNames.map((name) => join(folder, name)).find((path) => existsSync(path))
  if (found !== undefined) return found
  const parent = dirname(folder)
  return parent === folder ? undefined : findConfig(parent)
}
