import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endOf, openFolder, runCli, startCli } from './run-cli.ts'

const text = '# Foo\n\nIt foos.\n\n```\n.so /etc/hostname\n```\n'

test('`man --any` prints the page of any file', async () => {
  using folder = openFolder({ 'README.md': text })
  const args = ['man', '--any', 'README.md', '--as', 'foo(1)']
  const { code, stdout, stderr } = await endOf(
    startCli(folder.path, args, { SOURCE_DATE_EPOCH: '86400' }),
  )
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe(`.TH foo 1 1970-01-02 "" "General Commands Manual"
.ad l
.nh
.ds AD l
.nr HY 0
.SH NAME
foo \\- Foo
.SH DESCRIPTION
It foos.
.P
.in +4n
.EX
\\&.so /etc/hostname
.EE
.in
`)
})

test('`man --any` reads standard input, and writes to a folder', async () => {
  using folder = openFolder({})
  const child = startCli(folder.path, ['man', '--any', '-', '--out', 'man'])
  const { code, stderr } = await endOf(child, '# foo(1), bar(1) -- x\n')
  expect([code, stderr]).toEqual([0, 'man: 1 page, 2 changed\n'])
  expect(readFileSync(join(folder.path, 'man/man1/bar.1'), 'utf8')).toContain('foo, bar \\- x')
})

test('`man --any` writes nothing where a page is refused', async () => {
  using folder = openFolder({ 'a.md': 'Text.\n', 'b.md': '---\na: [\n---\n' })
  const { code, stderr } = await runCli(folder.path, 'man', '--any', 'a.md', 'b.md', '--out', 'man')
  expect(code).toBe(1)
  expect(stderr).toContain('b.md:1:1: error: Cannot read front matter: Flow sequence in')
  expect(existsSync(join(folder.path, 'man'))).toBe(false)
})

test.each([
  [['--any'], 'Unexpected end after `--any`, expected a file'],
  [['--any', 'a', 'b'], 'Unexpected second file, expected `--out` without `--as`, or one file'],
  [['--any', 'a', '--npm'], 'Unexpected `--npm` beside `--any`, expected one of them'],
  [['--any', 'a', '--as', 'x'], 'Unexpected value `x` of `--as`, expected `NAME(SECTION)`'],
  [['--as', 'x(1)'], 'Unexpected `--as` without `--any`, expected both'],
  [['--any', 'a'], 'Cannot read `a`'],
])('`man %j` is refused', async (args, reason) => {
  using folder = openFolder({})
  const { code, stderr } = await runCli(folder.path, 'man', ...args)
  expect(stderr).toContain(reason)
  expect(code).toBe(args.includes('a') && reason.startsWith('Cannot') ? 3 : 2)
})
