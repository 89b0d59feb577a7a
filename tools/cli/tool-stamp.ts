import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const isSource = import.meta.url.endsWith('.ts')

/** Folders of the modules that check the types of examples. */
export const checker: readonly string[] = ['spec', 'message', 'check', 'cli']

/** Folders of the modules that compile man pages; `npm run build` puts them into one. */
export const manCompiler: readonly string[] = isSource
  ? ['spec', 'man', 'message', 'chart', 'cli']
  : ['../bundle']

/**
 * Describe everything of the tool that a compiled page, or a check of its types, depends on.
 *
 * @param folders
 *   `checker` or `manCompiler`.
 * @returns
 *   Versions of Node, of the tool and of what it depends on, the state of the installed packages,
 *   and size and time of the modules.
 */
export function toolStamp(folders: readonly string[]): string {
  const modules = folders.map((name) => folderStamp(join(here, '..', name)))
  return JSON.stringify([process.version, modules, packagesAbove(here)])
}

function folderStamp(folder: string): string[] {
  return namesIn(folder).flatMap((name) => {
    const path = join(folder, name)
    if (!name.includes('.')) return folderStamp(path)
    if (!/\.c?[jt]s$/.test(name) || name.endsWith('.d.ts')) return []
    const { size, mtimeMs } = statSync(path)
    return `${name} ${size} ${mtimeMs}`
  })
}

/** Every `package.json` above, with versions, and the state of each `node_modules` beside it. */
function packagesAbove(folder: string): string[] {
  const parent = dirname(folder)
  const above = parent === folder ? [] : packagesAbove(parent)
  const text = readText(join(folder, 'package.json'))
  return [
    ...(text === undefined ? [] : [text]),
    ...installed(join(folder, 'node_modules')),
    ...above,
  ]
}

/** What each package manager leaves behind when it has changed the packages. */
function installed(folder: string): string[] {
  const states = ['.package-lock.json', '.yarn-integrity', '.yarn-state.yml', '.modules.yaml']
  return states.flatMap((name) => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false })
    return found === undefined ? [] : [`${name} ${found.size} ${found.mtimeMs}`]
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
