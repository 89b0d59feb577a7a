import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { bin, type Ended, endOf, openFolder } from './run-cli.ts'

// A user that the system does not know, without a home in the environment.

const unknown = { uid: 54321, gid: 54321 }
const env = { PATH: process.env['PATH'] }
const canRun = spawnSync(process.execPath, [bin, '--version'], { ...unknown, cwd: '/', env })
const lack = canRun.status === 0 ? '' : 'only root can become a user that can read the tool'

const page =
  '---\ndate: 2026-11-22\n---\n\n# x(7) -- test page\n\n## DESCRIPTION\n\nText.\n\n## EXAMPLES\n\n```ts name=a\nconst a = 1\n```\n\n## SEE ALSO\n\n**man**(1)\n'
const targets =
  "import { simTarget } from 'manproof/config'\nexport default { targets: [simTarget('rfc-v1')] }\n"
const trace = '{"id":1,"process":"A","call":"open","args":["f","O_RDWR|O_CREAT"]}\n'

test('every verb works for a user without a home', async ({ skip }) => {
  if (lack) return skip(lack)
  using folder = openFolder({
    'docs/x.7.md': page,
    'any.md': '# y(7) -- some page\n\n## DESCRIPTION\n\nText.\n',
    'trace.jsonl': trace,
    'package.json': '{"type":"module"}',
    // Resolve it like an installed package.
    'manproof.config.js': targets.replace(
      'manproof/config',
      new URL('../../dist/tools/config.js', import.meta.url).href,
    ),
  })
  for (const path of ['', 'docs']) {
    chmodSync(join(folder.path, path), 0o755)
    chownSync(join(folder.path, path), unknown.uid, unknown.gid)
  }
  const run = (line: string): Promise<Ended> => {
    const words = [bin, ...line.split(' ')]
    return endOf(spawn(process.execPath, words, { ...unknown, cwd: folder.path, env }), '')
  }
  for (const line of [
    'test --record',
    'check',
    'test',
    'man',
    'man --check',
    'man --any any.md',
    'man --any any.md --out any',
    'site',
    'list',
    'doctor',
    'extract',
    'explore trace.jsonl',
    'vm status',
    'replay trace.jsonl',
    'replay trace.jsonl --target host',
  ]) {
    const { code, stderr } = await run(line)
    expect({ line, code, stderr }).toEqual({
      line,
      code: 0,
      stderr: expect.not.stringContaining('error'),
    })
  }
  // The cache of such a user is a private temporary folder.
  rmSync(join(tmpdir(), `manproof-cache-${unknown.uid}`), { recursive: true, force: true })
  expect(existsSync(join(folder.path, 'man/man7/x.7'))).toBe(true)
})
