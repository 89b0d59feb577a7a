import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { hashOf } from '../../cache/index.ts'
import type { Settings } from '../config/settings.ts'
import { folderStamp } from './tool-stamp.ts'

type Parse = typeof import('oxc-parser')['parseSync']

/**
 * Describe the code of the plugins of a configuration, on which cached pages depend.
 *
 * `toolStamp` covers installed packages. The configuration, and everything that it imports from the
 * project or from linked packages, is described by the contents of the files.
 *
 * @returns
 *   One entry for each file; empty if there are no plugins.
 */
export async function pluginStamp({
  path,
  remarkPlugins,
}: Pick<Settings, 'path' | 'remarkPlugins'>): Promise<readonly string[]> {
  if (path === undefined || remarkPlugins.length === 0) return []
  const { parseSync } = await import('oxc-parser')
  const stamps = new Map<string, string>()
  const visit = (file: string): void => {
    if (stamps.has(file)) return
    const text = textOf(file)
    stamps.set(file, hashOf(text))
    for (const name of importsOf(file, text, parseSync)) {
      if (name.startsWith('.')) visit(fileOf(resolve(dirname(file), name)))
      else for (const stamp of linkedPackage(dirname(file), name)) stamps.set(stamp, '')
    }
  }
  visit(path)
  return [...stamps].map((entry) => entry.join(' '))
}

/** List the specifiers that a module imports. */
function importsOf(file: string, text: string, parse: Parse): string[] {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return []
  const { staticImports, staticExports, dynamicImports } = parse(file, text).module
  // CommonJS, and `createRequire`.
  const required = [...text.matchAll(/\brequire\(\s*(['"])([^'"\n]+)\1\s*\)/g)]
  return [
    ...required.map(([, , name = '']) => name),
    ...staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
    ),
    // Computed specifiers cannot be resolved.
    ...dynamicImports.map(({ moduleRequest }) =>
      text.slice(moduleRequest.start + 1, moduleRequest.end - 1),
    ),
  ]
}

/** CommonJS adds endings to names. */
function fileOf(path: string): string {
  const endings = ['', '.js', '.cjs', '.json', '/index.js', '/index.cjs']
  return endings.map((ending) => path + ending).find((name) => isFile(name)) ?? path
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

/** Describe the files of a linked package, as in a workspace. */
function linkedPackage(folder: string, name: string): readonly string[] {
  const [id = ''] = /^(?:@[^/]+\/)?[^/]+/.exec(name) ?? []
  const place = realPath(resolve(folder, 'node_modules', id))
  if (place !== undefined) return /[\\/]node_modules[\\/]/.test(place) ? [] : folderStamp(place)
  return folder === dirname(folder) ? [] : linkedPackage(dirname(folder), name)
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path)
  } catch {
    return undefined
  }
}
