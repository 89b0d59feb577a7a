import { execFileSync } from 'node:child_process'
import { mkdirSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { plainPage } from './pages.ts'
import { endOf, openFolder, startCli } from './run-cli.ts'

const info = '{"name": "trial", "version": "1.0.0"}'
const secret = 'a-secret-of-the-environment'

/** Run a verb in a folder for at most 30 seconds, and return its messages. */
async function say(cwd: string, verb: string): Promise<string> {
  const child = startCli(cwd, [verb], { SECRET: secret, XDG_CACHE_HOME: join(cwd, 'cache') })
  const timer = setTimeout(() => child.kill('SIGKILL'), 30_000)
  const { code, stdout, stderr } = await endOf(child)
  clearTimeout(timer)
  expect(code).toBe(1)
  expect(stdout + stderr).not.toContain(secret)
  expect(stdout + stderr).not.toContain('root:')
  return stderr
}

const quoting = (name: string): string =>
  plainPage('a', `\`\`\`ts name=it norun="quoted" file=${name}\nopen()\n\`\`\``)

test.each([
  ['/proc/self/environ', 'it is outside the project'],
  ['/etc/passwd', 'it is outside the project'],
  ['/dev/zero', 'it is outside the project'],
  ['link.ts', 'it is outside the project'],
  ['fifo.ts', 'it is not a regular file'],
  ['more.ts', 'it is larger than 16 MiB'],
  ['.env', 'it is hidden'],
])('a quotation of `%s` is refused at its place: %s', async (name, problem) => {
  using folder = openFolder({ 'package.json': info, '.env': secret, 'docs/a.7.md': quoting(name) })
  execFileSync('mkfifo', [join(folder.path, 'fifo.ts')])
  symlinkSync('/etc/passwd', join(folder.path, 'link.ts'))
  writeFileSync(join(folder.path, 'more.ts'), '')
  truncateSync(join(folder.path, 'more.ts'), 16 * 1024 * 1024 + 1)
  for (const verb of ['list', 'check', 'man', 'man', 'site']) {
    const first = (await say(folder.path, verb)).split('\n', 1)[0]
    expect(first).toBe(`docs/a.7.md:9:30: error: Cannot read \`${name}\`: ${problem} [quoted-file]`)
  }
})

type Put = (path: string) => void
const puts: readonly [string, Put, string][] = [
  [
    'a link to /etc/passwd',
    (path) => symlinkSync('/etc/passwd', path),
    'it is outside the project',
  ],
  ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'it is outside the project'],
  ['a FIFO', (path) => void execFileSync('mkfifo', [path]), 'it is not a regular file'],
  ['a link to itself', (path) => symlinkSync(path, path), 'its symbolic links lead in a circle'],
  ['a link to nothing', (path) => symlinkSync('nothing', path), 'there is no such file'],
  ['of another encoding', (path) => writeFileSync(path, Buffer.from([0xe9])), 'it is not UTF-8'],
]

test.each(puts)('a page or an evidence file that is %s is refused', async (_, put, problem) => {
  using folder = openFolder({ 'package.json': info, 'docs/a.7.md': plainPage('a', 'Text.') })
  for (const name of ['docs/b.7.md', 'docs/evidence/a.7.json']) {
    const path = join(folder.path, name)
    mkdirSync(dirname(path), { recursive: true })
    put(path)
    for (const verb of ['man', 'site']) {
      expect(await say(folder.path, verb)).toBe(
        `${name}: error: Cannot read \`${name}\`: ${problem} [project-file]\nnothing written, 1 error\n`,
      )
    }
    rmSync(path)
  }
})

test('a C example that includes a pipe is refused at once, also where a header includes it', async () => {
  const fences = ['"fifo.h"', '<fcntl.h>', '"own/outer.h"'].map(
    (header) => `\`\`\`c\n#include ${header}\nint x;\n\`\`\``,
  )
  using folder = openFolder({
    'package.json': info,
    'docs/a.7.md': plainPage('a', fences.join('\n\n')),
    'own/outer.h': '#include "inner.h"\n',
    'own/inner.h': '#include "outer.h"\n#include "../fifo.h"\n',
  })
  const fifo = join(folder.path, 'fifo.h')
  execFileSync('mkfifo', [fifo])
  const began = performance.now()
  const lines = (await say(folder.path, 'check'))
    .split('\n')
    .filter((line) => line.includes('error:'))
  expect(performance.now() - began).toBeLessThan(15_000)
  const reason = `expected a regular file; \`${realpathSync(fifo)}\` is not one [c-error]`
  expect(lines).toEqual([
    `docs/a.7.md:10:1: error: Unexpected \`#include "fifo.h"\`, ${reason}`,
    `docs/a.7.md:20:1: error: Unexpected \`#include "own/outer.h"\`, ${reason}`,
  ])
})
