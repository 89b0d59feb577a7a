import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pageText } from './pages.ts'
import { openFolder, root } from './run-cli.ts'

function run(cwd: string, command: string, ...args: string[]): string {
  const { CI: _, ...env } = process.env
  return execFileSync(command, args, {
    cwd,
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function hasNpm(): boolean {
  try {
    return run('/', 'npm', '--version') !== ''
  } catch {
    return false
  }
}

test('the packed tarball works in an empty folder', { timeout: 300_000 }, ({ skip }) => {
  if (!hasNpm()) skip('npm is not installed')
  using folder = openFolder({
    'package.json': '{"name": "trial", "version": "1.0.0", "type": "module"}',
    'docs/a.7.md': pageText('a', 'ENOENT'),
    'manproof.config.ts': `import { defineConfig, simTarget } from 'manproof/config'
export default defineConfig({ targets: [simTarget('rfc-v2')] })
`,
  })
  const packed = run(
    root,
    'npm',
    'pack',
    '--silent',
    '--ignore-scripts',
    '--pack-destination',
    folder.path,
  )
  const tarball = `./${packed.trim().split('\n').at(-1)}`
  run(folder.path, 'npm', 'install', '--silent', '--ignore-scripts', '--omit=dev', tarball)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(run(folder.path, 'npx', '--no-install', 'manproof', '--version')).toBe(
    `manproof ${version}\n`,
  )
  run(folder.path, 'npx', '--no-install', 'manproof', 'check')
  run(folder.path, 'npx', '--no-install', 'manproof', 'test', '--record')
  run(folder.path, 'npx', '--no-install', 'manproof', 'build')
  expect(readFileSync(join(folder.path, 'man/man7/a.7'), 'utf8')).toMatch(/^\.TH a 7 2026-11-22 /m)
})
