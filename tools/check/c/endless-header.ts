import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { readProjectFile } from '../../project/index.ts'
import { quotedHeaders, type WrongInclude } from './c-includes.ts'

/**
 * Find an include of a fence that leads to a pipe or a device, which a compiler would never finish
 * reading. Headers in the project, at `root`, are searched, too.
 */
export function endlessHeader(code: string, root: string): WrongInclude | undefined {
  const seen = new Set<string>()
  for (const { path, text, offset } of quotedHeaders(code)) {
    const found = endlessBelow(resolve(root, path), root, seen)
    if (found !== undefined) {
      return { text, offset, expected: `a regular file; \`${found}\` is not one` }
    }
  }
  return undefined
}

function endlessBelow(first: string, root: string, seen: Set<string>): string | undefined {
  const waiting = [first]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (seen.has(path)) continue
    seen.add(path)
    const kind = kindOf(path)
    if (kind === 'endless') return path
    const header = kind === 'file' ? readProjectFile(root, path) : { problem: '' }
    const inner = 'text' in header ? quotedHeaders(header.text) : []
    for (const each of inner) waiting.push(resolve(dirname(path), each.path))
  }
  return undefined
}

/** `undefined` for a folder or a missing file, which the compiler reports. */
function kindOf(path: string): 'file' | 'endless' | undefined {
  try {
    const stats = statSync(path)
    if (stats.isDirectory()) return undefined
    return stats.isFile() ? 'file' : 'endless'
  } catch {
    return undefined
  }
}
