import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Folder of the package, relative to the sources and to the built files.
const roots = ['../../../', '../../../../']

/** A folder of C sources, by its path in the package. */
export function sourceFolder(path: string): string {
  const places = roots.map((root) => join(fileURLToPath(new URL(root, import.meta.url)), path))
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`Cannot find the C sources \`${path}\``)
  return found
}
