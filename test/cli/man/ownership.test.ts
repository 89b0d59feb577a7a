import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openManual } from '../open-manual.ts'
import { pageText, plainPage } from '../pages.ts'
import { endOf, openFolder, runCli, startCli } from '../run-cli.ts'

const page = plainPage('a', 'This is a page.')
/** A page without examples needs no evidence. */
const plain = { 'docs/a.7.md': page }

const has = (folder: { path: string }, path: string): boolean => existsSync(join(folder.path, path))

test('`test --record` removes the records of removed pages, and nothing else', async () => {
  using folder = openManual({
    'docs/a.7.md': pageText('a', 'ENOENT'),
    'docs/b.7.md': pageText('b', 'ENOENT'),
    'docs/evidence/notes.json': '{"mine": true}',
    'docs/evidence/old.7.json': '{"mine": true}',
  })
  expect((await runCli(folder.path, 'test', '--record')).code).toBe(0)
  expect(readdirSync(join(folder.path, 'docs/evidence')).sort()).toEqual([
    '.manproof-evidence',
    'a.7.json',
    'b.7.json',
    'notes.json',
    'old.7.json',
  ])
  writeFileSync(join(folder.path, 'docs/b.7.md'), plainPage('b', 'No example.'))
  expect((await runCli(folder.path, 'test', '--record')).code).toBe(0)
  expect(has(folder, 'docs/evidence/b.7.json')).toBe(false)
  expect(readFileSync(join(folder.path, 'docs/evidence/notes.json'), 'utf8')).toBe('{"mine": true}')
  expect(has(folder, 'docs/evidence/old.7.json')).toBe(true)
})

test('the project as the folder of evidence is refused before anything runs', async () => {
  using folder = openManual({
    'docs/a.7.md': pageText('a', 'ENOENT'),
    'manproof.config.ts': "export default { evidence: '.' }\n",
    'node_modules/x/package.json': '{}',
  })
  const { code, stdout, stderr } = await runCli(folder.path, 'test', '--record')
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(`Cannot write to \`${folder.path}\`: it is the project; `)
  expect(has(folder, 'package.json') && has(folder, 'node_modules/x/package.json')).toBe(true)
})

test('`site --out` leaves the HTML of others', async () => {
  const foreign = '<meta property="og:site_name" content="x">'
  using folder = openManual({ ...plain, 'web/mine.html': foreign })
  expect((await runCli(folder.path, 'site', '--out', 'web')).code).toBe(0)
  expect(readFileSync(join(folder.path, 'web/mine.html'), 'utf8')).toBe(foreign)
  writeFileSync(join(folder.path, 'web/index.html'), foreign)
  const { code, stderr } = await runCli(folder.path, 'site', '--out', 'web')
  expect(code).toBe(3)
  expect(stderr).toContain('\n  index.html: it has changed since manproof wrote it\n')
})

test('`man --out` leaves links and pages of others, and names one in the way', async () => {
  const stranger = '.TH x 7 2026-01-01 "trial 1.0"\n'
  using folder = openManual({ ...plain, 'share/man7/x.7': stranger })
  mkdirSync(join(folder.path, 'share/man1'))
  symlinkSync('vim.1', join(folder.path, 'share/man1/vi.1'))
  expect((await runCli(folder.path, 'man', '--out', 'share')).code).toBe(0)
  expect(readlinkSync(join(folder.path, 'share/man1/vi.1'))).toBe('vim.1')
  expect(readFileSync(join(folder.path, 'share/man7/x.7'), 'utf8')).toBe(stranger)
  folder.write({ 'docs/x.7.md': plainPage('x', 'In the way.') })
  for (const options of [[], ['--fresh']]) {
    const { code, stderr } = await runCli(folder.path, 'man', '--out', 'share', ...options)
    expect(code).toBe(3)
    expect(stderr).toContain('\n  man7/x.7: no record says that manproof wrote it\n')
  }
  expect(readFileSync(join(folder.path, 'share/man7/x.7'), 'utf8')).toBe(stranger)
})

test('`man PAGE` removes nothing, `man` and `man --check` find leftovers', async () => {
  using folder = openManual({ ...plain, 'docs/b.7.md': plainPage('b', 'Another.') })
  await runCli(folder.path, 'man')
  rmSync(join(folder.path, 'docs/b.7.md'))
  folder.write({ 'docs/c.7.md': plainPage('c', 'A third.') })
  await runCli(folder.path, 'man', 'a')
  expect(has(folder, 'man/man7/b.7')).toBe(true)
  const { code, stderr } = await runCli(folder.path, 'man', '--check')
  expect(code).toBe(1)
  expect(stderr).toContain('man/man7/b.7: error: Unexpected file, expected none')
  await runCli(folder.path, 'man')
  expect(readdirSync(join(folder.path, 'man/man7'))).toEqual(['a.7', 'c.7'])
  expect((await runCli(folder.path, 'man', '--check')).code).toBe(0)
})

test('a damaged record stops `man` and `man --check`', async () => {
  using folder = openManual(plain)
  await runCli(folder.path, 'man')
  folder.write({ 'man/.manproof': 'what\n', 'docs/a.7.md': plainPage('a', 'New.') })
  for (const options of [[], ['--check'], ['--fresh']]) {
    const { code, stderr } = await runCli(folder.path, 'man', ...options)
    expect(code).toBe(2)
    expect(stderr).toContain(`Unexpected line 1 of \`${folder.path}/man/.manproof\``)
    expect(stderr).toContain('remove the record and the outputs that it lists, and run again')
  }
})

test('two manuals in one folder leave each other alone', async () => {
  using one = openManual({ ...plain, 'manproof.config.ts': 'export default {}\n' })
  using two = openManual({
    'docs/b.7.md': plainPage('b', 'Another.'),
    'manproof.config.ts': 'export default {}\n',
  })
  // The second one has no name.
  two.write({ 'package.json': '{"type": "module"}' })
  using shared = openFolder({})
  for (const manual of [one, two, one]) {
    for (const way of ['--out', '--install']) {
      expect((await runCli(manual.path, 'man', way, shared.path)).code).toBe(0)
    }
  }
  expect(readdirSync(join(shared.path, 'man7'))).toEqual(['a.7', 'b.7'])
  two.write({ 'docs/a.7.md': plainPage('a', 'Of the second one.') })
  const { code, stderr } = await runCli(two.path, 'man', '--install', shared.path)
  expect(code).toBe(3)
  expect(stderr).toContain('\n  man7/a.7: no record says that manproof wrote it\n')
})

test('`man --install` replaces only its own pages', async () => {
  using folder = openManual(plain)
  using shared = openFolder({})
  await runCli(folder.path, 'man', '--install', shared.path)
  folder.write({ 'docs/a.7.md': plainPage('a', 'New.') })
  expect((await runCli(folder.path, 'man', '--install', shared.path)).code).toBe(0)
  expect(readFileSync(join(shared.path, 'man7/a.7'), 'utf8')).toContain('New.')
  shared.write({ 'man7/a.7': 'of another package' })
  expect((await runCli(folder.path, 'man', '--install', shared.path)).code).toBe(3)
  expect(readFileSync(join(shared.path, 'man7/a.7'), 'utf8')).toBe('of another package')
})

test.each([
  ['man', '.', 'it is the project'],
  ['man', 'docs', 'it contains a page'],
  ['man', 'docs/evidence', 'it is the evidence'],
  ['man', 'docs/evidence/x', 'it is in the evidence'],
  ['man', 'dist', 'it contains the folder of `site`'],
  ['man', 'home', 'it is your home'],
  ['man', 'sub', '`{}/sub/manproof.config.ts` of another manual'],
  ['man', 'proof', '`{}/proof/.manproof-evidence.x` of another manual'],
  ['site', 'man', 'it is the folder of `man`'],
  ['site', 'man/site', 'it is in the folder of `man`'],
  ['site', 'link', 'it is the project'],
])('`%s --out %s` is refused', async (verb, out, reason) => {
  using folder = openManual({
    ...plain,
    'sub/manproof.config.ts': 'export default {}\n',
    'proof/.manproof-evidence.x': '',
    'home/x': '',
  })
  symlinkSync('.', join(folder.path, 'link'))
  const env = { HOME: join(folder.path, 'home') }
  const { code, stderr } = await endOf(startCli(folder.path, [verb, '--out', out], env))
  expect(code).toBe(2)
  expect(stderr).toContain(reason.replace('{}', folder.path))
  expect(has(folder, 'man7')).toBe(false)
})

test('`build` refuses a folder before anything runs', async () => {
  using folder = openManual({
    'docs/a.7.md': pageText('a', 'EBUSY'),
    'x/man/manproof.config.js': '',
  })
  const { code, stderr } = await runCli(folder.path, 'build', '--out', 'x')
  expect(code).toBe(2)
  expect(stderr).toContain('of another manual')
})

test('`man --any --out` replaces only its own pages', async () => {
  using folder = openFolder({
    'README.md': '# foo(1) -- a page\n\nText.\n',
    'out/man1/bar.1': 'mine',
  })
  const run = (...words: string[]) =>
    runCli(folder.path, 'man', '--any', 'README.md', '--out', 'out', ...words)
  expect((await run('--as', 'foo(1)')).code).toBe(0)
  folder.write({ 'README.md': '# foo(1) -- a page\n\nOther text.\n' })
  expect((await run('--as', 'foo(1)')).code).toBe(0)
  expect((await run('--as', 'bar(1)')).code).toBe(3)
  expect(readFileSync(join(folder.path, 'out/man1/bar.1'), 'utf8')).toBe('mine')
})
