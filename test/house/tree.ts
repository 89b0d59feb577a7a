import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Folder of the package. */
export const root: string = fileURLToPath(new URL('../../', import.meta.url))

/** List the paths under version control that match, relative to the package. */
export function tracked(...patterns: string[]): string[] {
  const out = execFileSync('git', ['ls-files', '-z', '--cached', '--', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
  return out.split('\0').filter((path) => path !== '')
}

/** Read a file of the package; empty if the work tree lacks it. */
export function textOf(path: string): string {
  try {
    return readFileSync(`${root}${path}`, 'utf8')
  } catch {
    return ''
  }
}
