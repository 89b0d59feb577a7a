import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { config, profile } from './pages.ts'
import { type Folder, openFolder, root } from './run-cli.ts'

/** A manual in a folder of its own, that finds the package as users install it. */
export function openManual(files: Readonly<Record<string, string>>): Folder {
  const folder = openFolder({
    'package.json': '{"name": "trial", "version": "1.0.0", "type": "module"}',
    'manproof.config.ts': config,
    'profile.ts': profile,
    'node_modules/.keep': '',
    ...files,
  })
  symlinkSync(root, join(folder.path, 'node_modules/manproof'))
  return folder
}
