import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * List the files that match a glob.
 *
 * @param root
 *   Folder that the glob is relative to.
 * @param glob
 *   `*` is any run of characters within a name, `**` any number of folders, `?` one character.
 * @returns
 *   Paths relative to `root`, sorted by code unit.
 */
export function matchPages(root: string, glob: string): string[] {
  const parts = glob.split('/')
  const wild = parts.findIndex((part) => /[*?]/.test(part))
  const fixed = wild === -1 ? parts.slice(0, -1) : parts.slice(0, wild)
  const pattern = globPattern(glob)
  const deep = glob.includes('**')
  return listFiles(root, fixed.join('/'), deep ? Number.POSITIVE_INFINITY : parts.length)
    .filter((path) => pattern.test(path))
    .sort()
}

function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*|\?|[\\^$.+()[\]{}|]/g, (token) => {
    if (token === '**/') return '(?:[^/]+/)*'
    if (token === '*') return '[^/]*'
    return token === '?' ? '[^/]' : `\\${token}`
  })
  return new RegExp(`^${source}$`)
}

function listFiles(root: string, folder: string, depth: number): string[] {
  const inside = folder === '' ? 0 : folder.split('/').length
  if (inside >= depth) return []
  return entries(join(root, folder)).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return entry.name === 'node_modules' || entry.name.startsWith('.')
        ? []
        : listFiles(root, path, depth)
    }
    return [path]
  })
}

function entries(folder: string): { name: string; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}
