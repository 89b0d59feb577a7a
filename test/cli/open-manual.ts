import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { config, profile } from './pages.ts'
import { type Folder, openFolder, root } from './run-cli.ts'

/** Make a package in a temporary folder, with manproof installed. */
export function openPackage(files: Readonly<Record<string, string>>): Folder {
  const folder = openFolder({
    'package.json': '{"name": "trial", "version": "1.0.0", "type": "module"}',
    'node_modules/.keep': '',
    ...files,
  })
  symlinkSync(root, join(folder.path, 'node_modules/manproof'))
  return folder
}

/** Make a package with a configured manual. */
export function openManual(files: Readonly<Record<string, string>>): Folder {
  return openPackage({ 'manproof.config.ts': config, 'profile.ts': profile, ...files })
}
