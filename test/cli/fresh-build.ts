import { execFileSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Build the program that the tests start, unless the build is newer than every source. */
export default function freshBuild(): void {
  if (newest('tools') <= built()) return
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' })
}

function built(): number {
  try {
    return statSync(`${root}dist/tools/cli/main.js`).mtimeMs
  } catch {
    return 0
  }
}

function newest(folder: string): number {
  const times = readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => statSync(`${root}${folder}/${name}`).mtimeMs)
  return Math.max(0, ...times)
}
