import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { pageText } from './pages.ts'
import { openFolder, root, runCli } from './run-cli.ts'

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

const packed = openFolder({})
afterAll(() => packed[Symbol.dispose]())
let tarball: Promise<string> | undefined

/** Pack the work tree as for publication, but without `prepack`, which would build it again. */
async function pack(): Promise<string> {
  const { code, stderr } = await runCli(root, 'man', '--npm', '--out', 'dist/man')
  if (code !== 0) throw new Error(stderr)
  const options = ['--silent', '--ignore-scripts', '--pack-destination', packed.path]
  const name =
    run(root, 'npm', 'pack', ...options)
      .trim()
      .split('\n')
      .at(-1) ?? ''
  return join(packed.path, name)
}

test('the packed tarball works in an empty folder', { timeout: 300_000 }, async ({ skip }) => {
  if (!hasNpm()) skip('npm is not installed')
  using folder = openFolder({
    'package.json': '{"name": "trial", "version": "1.0.0", "type": "module"}',
    'docs/a.7.md': pageText('a', 'ENOENT'),
    'manproof.config.ts': `import { defineConfig, simTarget } from 'manproof/config'
export default defineConfig({ targets: [simTarget('rfc-v2')] })
`,
  })
  tarball ??= pack()
  const options = ['--silent', '--ignore-scripts', '--omit=dev', '--prefer-offline']
  run(folder.path, 'npm', 'install', ...options, await tarball)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(run(folder.path, 'npx', '--no-install', 'manproof', '--version')).toBe(
    `manproof ${version}\n`,
  )
  const manproof = join(folder.path, 'node_modules/.bin/manproof')
  run(folder.path, manproof, 'check')
  run(folder.path, manproof, 'test', '--record')
  run(folder.path, manproof, 'build')
  expect(readFileSync(join(folder.path, 'man/man7/a.7'), 'utf8')).toMatch(/^\.TH a 7 2026-11-22 /m)
})

test('a global installation serves the manual', { timeout: 300_000 }, async ({ skip }) => {
  if (!hasNpm()) skip('npm is not installed')
  using folder = openFolder({})
  tarball ??= pack()
  const prefix = join(folder.path, 'prefix')
  const options = [
    '--silent',
    '--global',
    '--prefix',
    prefix,
    '--ignore-scripts',
    '--omit=dev',
    '--prefer-offline',
  ]
  run(folder.path, 'npm', 'install', ...options, await tarball)
  const mans = join(prefix, 'share/man')
  const linked = readdirSync(mans, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('/'))
    .map((path) => `dist/man/${path}`)
  const { man } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(linked.sort()).toEqual(man)
  for (const path of linked) {
    expect(readFileSync(join(mans, path.slice('dist/man/'.length)), 'utf8')).toMatch(/^\.TH /m)
  }
  // One command installs the manual with its real sections, 2const included.
  const manproof = join(prefix, 'bin/manproof')
  const shared = join(folder.path, 'shared')
  run(folder.path, manproof, 'man', '--install', shared)
  expect(readdirSync(join(shared, 'man2')).sort()).toEqual([
    'F_GETLEASE.2const',
    'F_LAYOUT.2const',
    'F_SETLEASE.2const',
  ])
})

test('package.json lists the pages of the manual for npm', async () => {
  using folder = openFolder({})
  const { code } = await runCli(root, 'man', '--npm', '--out', folder.path)
  expect(code).toBe(0)
  const files = readdirSync(folder.path, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.includes('/'))
    .map((path) => `dist/man/${path}`)
  const { man } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  expect(files.sort()).toEqual(man)
})
