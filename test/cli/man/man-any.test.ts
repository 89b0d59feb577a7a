import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { endOf, type Folder, openFolder, runCli, startCli } from '../run-cli.ts'

const text = '# Foo\n\nIt foos.\n\n```\n.so /etc/hostname\n```\n'

test('`man --any` prints the page of any file', async () => {
  using folder = openFolder({ 'README.md': text })
  const args = ['man', '--any', 'README.md', '--as', 'foo(1)']
  const { code, stdout, stderr } = await endOf(
    startCli(folder.path, args, { SOURCE_DATE_EPOCH: '86400' }),
  )
  expect([code, stderr]).toEqual([0, ''])
  expect(stdout).toBe(`.TH foo 1 1970-01-02 foo "General Commands Manual"
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

test('`man --any` writes nothing if a page is refused', async () => {
  using folder = openFolder({ 'a.md': 'Text.\n', 'b.md': '---\na: [\n---\n' })
  const { code, stderr } = await runCli(folder.path, 'man', '--any', 'a.md', 'b.md', '--out', 'man')
  expect(code).toBe(1)
  expect(stderr).toContain('b.md:2:5: error: Cannot read front matter: flow sequence in')
  expect(existsSync(join(folder.path, 'man'))).toBe(false)
})

test.each([
  [['--any'], 'Missing file after `--any`'],
  [['--any', 'a', 'b'], 'Unexpected second file, expected `--out` without `--as`, or one file'],
  [['--any', 'a', '--npm'], 'Unexpected `--npm` with `--any`, expected only one of them'],
  [['--any', 'a', '--as', 'x'], 'Unexpected value `x` of `--as`, expected `NAME(SECTION)`'],
  [['--as', 'x(1)'], 'Unexpected `--as`, expected it with `--any` only'],
  [['--any', 'a'], 'Cannot read `a`'],
])('`man %j` is refused', async (args, reason) => {
  using folder = openFolder({})
  const { code, stderr } = await runCli(folder.path, 'man', ...args)
  expect(stderr).toContain(reason)
  expect(code).toBe(args.includes('a') && reason.startsWith('Cannot') ? 3 : 2)
})

/** Cache of compiled files, a file for each. */
const cacheOf = (folder: Folder): string => join(folder.path, 'node_modules/.cache/manproof/any')

/** List the inodes of the cache; a rewritten file has another one. */
const numbersOf = (folder: Folder): number[] =>
  readdirSync(cacheOf(folder))
    .sort()
    .map((name) => statSync(join(cacheOf(folder), name)).ino)

const plain = 'Text.\n\n    code\n'

test('an unchanged page is not compiled again', async () => {
  using folder = openFolder({
    'node_modules/.keep': '',
    'a.md': '# a(1), b(1) -- x\n',
    'w.md': plain,
    'c.md': '# c(1) -- x\n\nText.\n',
  })
  const run = (env: object = {}) =>
    endOf(startCli(folder.path, ['man', '--any', 'a.md', 'w.md', 'c.md', '--out', 'man'], env))
  const env = { SOURCE_DATE_EPOCH: '86400' }
  const first = await run(env)
  expect(first.stderr).toContain('man: 3 pages, 4 changed')
  const kept = numbersOf(folder)
  expect(await run(env)).toEqual({ ...first, stderr: first.stderr.replace('4 ch', '0 ch') })
  expect(numbersOf(folder)).toEqual(kept)
  folder.write({ 'c.md': '# c(1) -- x\n\nText!\n' })
  expect((await run(env)).stderr).toContain('1 changed')
  expect(numbersOf(folder).filter((number) => !kept.includes(number))).toHaveLength(1)
  expect(readFileSync(join(folder.path, 'man/man1/c.1'), 'utf8')).toContain('Text!')
  rmSync(join(folder.path, 'man/man1/b.1'))
  expect((await run(env)).stderr).toContain('1 changed')
  expect(readlinkSync(join(folder.path, 'man/man1/b.1'))).toBe('a.1')
  expect((await run({ SOURCE_DATE_EPOCH: '0' })).stderr).toContain('3 changed')
  for (const name of readdirSync(cacheOf(folder)))
    writeFileSync(join(cacheOf(folder), name), 'damaged\n')
  expect((await run({ SOURCE_DATE_EPOCH: '0' })).stderr).toContain('0 changed')
})

test('a page that was refused is refused again, in the same words', async () => {
  using folder = openFolder({ 'node_modules/.keep': '', 'w.md': plain, 'b.md': '---\na: [\n---\n' })
  const args = ['man', '--any', 'w.md', 'b.md', '--out', 'man']
  const first = await runCli(folder.path, ...args)
  expect(first.code).toBe(1)
  expect(first.stderr).toContain('nothing written, 1 error')
  const kept = numbersOf(folder)
  expect(await runCli(folder.path, ...args)).toEqual(first)
  expect(numbersOf(folder)).toEqual(kept)
  folder.write({ 'b.md': '# b(1) -- x\n' })
  expect((await runCli(folder.path, ...args)).stderr).toContain('2 changed')
})

test('many files are compiled in threads', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `p${index}`)
  const pages = names.map((name) => [`${name}.md`, `# ${name}(1) -- page ${name}\n\n${plain}`])
  using folder = openFolder({
    ...Object.fromEntries(pages),
    'last.md': '# q(1) -- last\n',
  })
  // No place for a cache.
  const env = { HOME: '/proc/nowhere', XDG_CACHE_HOME: '/proc/nowhere' }
  const files = [...names, 'last'].map((name) => `${name}.md`)
  const child = startCli(folder.path, ['man', '--any', ...files, '--out', 'man'], env)
  const { code, stderr } = await endOf(child)
  expect([code, stderr]).toEqual([0, 'man: 61 pages, 61 changed\n'])
  expect(readFileSync(join(folder.path, 'man/man1/q.1'), 'utf8')).toContain('last')
  expect(readdirSync(join(folder.path, 'man'))).toEqual(['.manproof-any', 'man1'])
  const bad = ['p50', 'p7', 'p31'].map((name) => `${name}.md`)
  for (const name of bad) folder.write({ [name]: '---\na: [\n---\n' })
  const others = files.filter((name) => !bad.includes(name))
  const again = startCli(folder.path, ['man', '--any', ...bad, ...others, '--out', 'man'], env)
  const refused = await endOf(again)
  expect([...refused.stderr.matchAll(/^(p\d+\.md):/gm)].map(([, name]) => name)).toEqual(bad)
  expect(refused.stderr).toMatch(/\nnothing written, 3 errors\n$/)
})

test('a page that would replace another one is refused, cached or not', async () => {
  using folder = openFolder({ 'a/README.md': '# One\n\nA.\n', 'b/README.md': '# Two\n\nB.\n' })
  const both = ['man', '--any', '--out', 'man', 'a/README.md', 'b/README.md']
  const reason = 'b/README.md:1:1: error: Unexpected second page `README(7)`, expected one'
  expect((await runCli(folder.path, ...both)).stderr).toContain(reason)
  expect(existsSync(join(folder.path, 'man'))).toBe(false)
  await runCli(folder.path, ...both.slice(0, -1))
  const { code, stderr } = await runCli(folder.path, ...both)
  expect(code).toBe(1)
  expect(stderr).toContain(`${reason} [page-duplicate]`)
  expect(stderr).toContain('The first one is a/README.md')
  const twice = await runCli(folder.path, ...both.slice(0, -1), 'a/README.md')
  expect(twice.stderr).toBe('man: 1 page, 0 changed\n')
})

test('Ctrl-C ends `man --any` between two pages, and leaves nothing', async () => {
  const names = Array.from({ length: 40 }, (_, index) => `p${index}.md`)
  const text = 'Words and words. '.repeat(4000)
  using folder = openFolder({
    'node_modules/.keep': '',
    ...Object.fromEntries(names.map((name) => [name, text])),
  })
  const child = startCli(folder.path, ['man', '--any', ...names, '--out', 'man'])
  while (!existsSync(cacheOf(folder))) await new Promise((resume) => setTimeout(resume, 5))
  child.kill('SIGINT')
  expect((await endOf(child)).code).toBe(130)
  expect(existsSync(join(folder.path, 'man'))).toBe(false)
})

test('`man --any` says where a file has bytes that are not text, and prints all of it', async () => {
  using folder = openFolder({})
  const bytes = Buffer.from('# Foo\n\nIt \0 foos.\n\nCaf\u00e9 here.\n', 'latin1')
  writeFileSync(join(folder.path, 'README.md'), bytes)
  const said = (
    path: string,
  ): string => `${path}:3:4: warning: Unexpected control character U+0000, expected text [text-replaced]
  1 place in the file, printed as U+FFFD
  3 | It \uFFFD foos.
    |    ^
${path}:5:4: warning: Unexpected U+FFFD, expected UTF-8 [text-replaced]
  1 place in the file, printed as U+FFFD
  5 | Caf\uFFFD here.
    |    ^
`
  // A second time from the cache.
  for (const name of ['README.md', 'README.md', '-']) {
    const args = ['man', '--any', name, '--as', 'foo(1)']
    const child = startCli(folder.path, args)
    if (name === '-') child.stdin?.write(bytes)
    const { code, stdout, stderr } = await endOf(child)
    expect([code, stderr]).toEqual([0, said(name === '-' ? 'stdin.md' : name)])
    expect(stdout).toMatch(/It .*\[uFFFD\] foos\..*Caf\\\[uFFFD\] here\./s)
  }
})
