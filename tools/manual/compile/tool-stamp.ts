import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))

/**
 * Describe the state of the tool, on which cached pages and type checks depend.
 *
 * @returns
 *   Versions of Node, the tool and its dependencies, the state of the installed packages, and size
 *   and time of the modules.
 */
export function toolStamp(): string {
  return JSON.stringify([process.version, folderStamp(dirname(dirname(here))), packagesAbove(here)])
}

/** Describe the modules of a folder, except `node_modules`, by path, size and time. */
export function folderStamp(folder: string): string[] {
  return namesIn(folder).flatMap((name) => {
    const path = join(folder, name)
    if (!name.includes('.')) return name === 'node_modules' ? [] : folderStamp(path)
    if (!/\.[cm]?[jt]sx?$/.test(name) || name.endsWith('.d.ts')) return []
    const { size, mtimeMs } = statSync(path)
    return `${path} ${size} ${mtimeMs}`
  })
}

/** Every `package.json` above, and the state of each `node_modules`. */
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

/** State files that package managers write whenever they change packages. */
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
