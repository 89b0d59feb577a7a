import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sealOf } from '../../../tools/publish/index.ts'
import { openPackage } from '../open-manual.ts'
import { pageText, plainPage } from '../pages.ts'
import { type Ended, endOf, type Folder, runCli, startCli } from '../run-cli.ts'

function openManual(count: number, files: Readonly<Record<string, string>> = {}): Folder {
  const names = Array.from({ length: count }, (_, index) => `p${index}`)
  const pages = names.map((name) => [`docs/${name}.7.md`, plainPage(name, `This is page ${name}.`)])
  return openPackage({ ...Object.fromEntries(pages), ...files })
}

function outputs(folder: Folder, out = 'man'): Record<string, string> {
  const dir = join(folder.path, out, 'man7')
  return Object.fromEntries(
    readdirSync(dir)
      .sort()
      .map((name) => [name, readFileSync(join(dir, name), 'utf8')]),
  )
}

/** Cache of compiled pages, a file for each. */
const cacheOf = (folder: Folder): string => join(folder.path, 'node_modules/.cache/manproof/pages')

const entriesOf = (folder: Folder): string[] =>
  readdirSync(cacheOf(folder))
    .sort()
    .map((name) => join(cacheOf(folder), name))

/** Age the cache, to find out later which pages were compiled again. */
function markOld(folder: Folder): void {
  for (const path of entriesOf(folder)) utimesSync(path, 1, 1)
}

/** Count the pages compiled since `markOld`. */
function countCompiled(folder: Folder): number {
  return entriesOf(folder).filter((path) => statSync(path).mtimeMs > 1000).length
}

/** Run `man` with and without `--fresh`, and expect the same pages. */
async function bothWays(folder: Folder): Promise<{ kept: Ended; changed: string | undefined }> {
  const kept = await runCli(folder.path, 'man')
  const fresh = await runCli(folder.path, 'man', '--fresh', '--out', 'fresh')
  expect(fresh.code).toBe(kept.code)
  if (kept.code === 0) expect(outputs(folder)).toEqual(outputs(folder, 'fresh'))
  return { kept, changed: /(\d+) changed/.exec(kept.stderr)?.[1] }
}

test('only changed pages are compiled again', async () => {
  using folder = openManual(3)
  expect((await bothWays(folder)).changed).toBe('3')
  // A rewritten man page would have a new time.
  const old = join(folder.path, 'man/man7/p0.7')
  utimesSync(old, 1, 1)
  folder.write({ 'docs/p1.7.md': plainPage('p1', 'This is another text.') })
  expect((await bothWays(folder)).changed).toBe('1')
  expect(statSync(old).mtimeMs).toBe(1000)
  expect(outputs(folder)['p1.7']).toContain('another text')
})

test('a page is compiled again if the configuration, a quoted file or the evidence changes', async () => {
  const quoting = plainPage(
    'p0',
    '```ts file=examples/x.ts norun="shown only"\nexport const x = 1\n```',
  )
  using folder = openManual(2, { 'docs/p0.7.md': quoting, 'examples/x.ts': 'export const x = 1\n' })
  expect((await bothWays(folder)).kept.stderr).toMatch(/2 changed/)
  folder.write({ 'manproof.config.mjs': "export default { version: 'other 2.0' }\n" })
  expect((await bothWays(folder)).changed).toBe('2')
  expect(outputs(folder)['p1.7']).toContain('other 2.0')
  folder.write({ 'examples/x.ts': 'export const x = 2\n' })
  const { kept } = await bothWays(folder)
  expect(kept.code).toBe(1)
  expect(kept.stderr).toContain('quoted-text')
  folder.write({ 'examples/x.ts': 'export const x = 1\n', 'docs/evidence/p1.7.json': '{' })
  expect((await bothWays(folder)).kept.stderr).toContain('evidence-syntax')
})

test('a removed man page is written again, and a modified one is named', async () => {
  using folder = openManual(2)
  await runCli(folder.path, 'man')
  writeFileSync(join(folder.path, 'man/man7/p0.7'), 'mine\n')
  rmSync(join(folder.path, 'man/man7/p1.7'))
  expect((await runCli(folder.path, 'man', '--check')).code).toBe(1)
  const { code, stderr } = await runCli(folder.path, 'man')
  expect(code).toBe(3)
  expect(stderr).toContain('\n  man7/p0.7: it has changed since manproof wrote it\n')
  expect(outputs(folder)).toEqual({ 'p0.7': 'mine\n' })
  rmSync(join(folder.path, 'man/man7/p0.7'))
  expect((await bothWays(folder)).changed).toBe('2')
})

test('a page with recorded examples comes from the cache, too', async () => {
  using folder = openManual(2, {
    'manproof.config.mjs': `import { simTarget } from 'manproof/config'
export default { targets: [simTarget('rfc-v1')] }
`,
    'docs/e.7.md': pageText('e', 'ENOENT'),
  })
  expect((await runCli(folder.path, 'test', '--record')).code).toBe(0)
  expect((await runCli(folder.path, 'man')).stderr).toContain('3 changed')
  markOld(folder)
  expect((await runCli(folder.path, 'man')).stderr).toContain('0 changed')
  expect(countCompiled(folder)).toBe(0)
  folder.write({ 'docs/e.7.md': pageText('e', 'ENOENT', 'More text.\n') })
  expect((await runCli(folder.path, 'man')).stderr).toContain('1 changed')
  expect(countCompiled(folder)).toBe(1)
  // Other evidence makes another page.
  const evidence = join(folder.path, 'docs/evidence/e.7.json')
  const recorded = readFileSync(evidence, 'utf8')
  const older = recorded.replace(/"date": "[^"]*"/, '"date": "2001-01-01"')
  writeFileSync(evidence, older)
  writeFileSync(
    join(folder.path, 'docs/evidence/.manproof-evidence'),
    `e.7.json ${sealOf({ text: older })}\n`,
  )
  markOld(folder)
  expect((await runCli(folder.path, 'man')).stderr).toContain('1 changed')
  expect(countCompiled(folder)).toBe(1)
})

test('the cache removes no file that is not its own', async () => {
  using folder = openManual(1)
  folder.write({ 'node_modules/.cache/manproof/pages/notes': 'mine' })
  mkdirSync(join(cacheOf(folder), 'mine'))
  expect((await runCli(folder.path, 'man')).code).toBe(0)
  expect(readdirSync(cacheOf(folder))).toEqual(expect.arrayContaining(['mine', 'notes']))
})

test('a damaged cache is replaced', async () => {
  using folder = openManual(1)
  await runCli(folder.path, 'man')
  const [path = ''] = entriesOf(folder)
  const good = readFileSync(path, 'utf8')
  const lying = good.replaceAll('This is page', 'That is page')
  for (const text of ['', 'x', good.slice(0, good.length / 2), lying, `${good}{}\n`, '\0\0']) {
    writeFileSync(path, text)
    expect((await bothWays(folder)).changed).toBe('0')
    expect(readFileSync(path, 'utf8')).toBe(good)
  }
})

test('a page of the same size and time as before is read again', async () => {
  using folder = openManual(2)
  const path = join(folder.path, 'docs/p1.7.md')
  const old = new Date(2026, 0, 1)
  utimesSync(path, old, old)
  await runCli(folder.path, 'man')
  folder.write({ 'docs/p1.7.md': plainPage('p1', 'That is page p1.') })
  utimesSync(path, old, old)
  expect((await bothWays(folder)).changed).toBe('1')
  expect(outputs(folder)['p1.7']).toContain('That is')
})

test('a man page replaced by a link is named, one replaced by the same text is accepted', async () => {
  using folder = openManual(2)
  await runCli(folder.path, 'man')
  const [place, other] = ['p0.7', 'p1.7'].map((name) => join(folder.path, 'man/man7', name))
  const text = readFileSync(place ?? '', 'utf8')
  rmSync(place ?? '')
  symlinkSync(other ?? '', place ?? '')
  const { code, stderr } = await runCli(folder.path, 'man')
  expect(code).toBe(3)
  expect(stderr).toContain('\n  man7/p0.7: it has changed since manproof wrote it\n')
  rmSync(place ?? '')
  writeFileSync(place ?? '', text)
  expect((await bothWays(folder)).changed).toBe('0')
})

test('a fault between two pages is found although both are cached', async () => {
  using folder = openManual(2)
  await runCli(folder.path, 'man')
  folder.write({ 'docs/p1.7.md': plainPage('p1', 'See [this](p0.7.md#nowhere).') })
  expect((await bothWays(folder)).kept.stderr).toContain('link-broken')
  folder.write({ 'docs/p1.7.md': plainPage('p1', 'See [this](p0.7.md#DESCRIPTION).') })
  expect((await bothWays(folder)).kept.code).toBe(0)
  // Only the page that the link leads to changes now.
  folder.write({ 'docs/p0.7.md': plainPage('p0', 'Text.').replace('## DESCRIPTION', '## NOTES') })
  expect((await bothWays(folder)).kept.code).toBe(1)
})

test('warnings of cached pages are printed as before', async () => {
  using folder = openManual(2, { 'docs/w.7.md': plainPage('w', `    ${'x'.repeat(90)}`) })
  const first = await runCli(folder.path, 'man')
  const second = await runCli(folder.path, 'man')
  expect(first.stderr).toContain('code-line-too-long')
  expect(second.stderr).toBe(first.stderr.replace('3 changed', '0 changed'))
  const fresh = await runCli(folder.path, 'man', '--fresh')
  expect(fresh).toEqual(second)
})

test('several runs at once compile many pages in threads to the same bytes', async () => {
  using folder = openManual(60)
  const runs = [1, 2, 3].map((run) => endOf(startCli(folder.path, ['man', '--out', `out${run}`])))
  for (const { code, stderr } of await Promise.all(runs)) {
    expect(stderr).toContain('60 changed')
    expect(code).toBe(0)
  }
  await runCli(folder.path, 'man', '--fresh')
  for (const run of [1, 2, 3]) expect(outputs(folder, `out${run}`)).toEqual(outputs(folder))
  expect((await bothWays(folder)).changed).toBe('0')
  expect(readdirSync(join(folder.path, 'node_modules/.cache/manproof'))).toEqual(['pages'])
})

test('without a cache, everything is compiled', async () => {
  using folder = openManual(2)
  // A file in place of the folder stops every user, even root.
  writeFileSync(join(folder.path, 'node_modules/.cache'), '')
  expect((await bothWays(folder)).changed).toBe('2')
  expect((await bothWays(folder)).changed).toBe('0')
  rmSync(join(folder.path, 'node_modules/.cache'))
  mkdirSync(join(folder.path, 'node_modules/.cache'), { mode: 0o500 })
  expect((await bothWays(folder)).kept.code).toBe(0)
  chmodSync(join(folder.path, 'node_modules/.cache'), 0o700)
})

test('Ctrl-C leaves only the last good pages, and so does a second one', async () => {
  using folder = openManual(60)
  await runCli(folder.path, 'man')
  const before = outputs(folder)
  const words = 'Words and words. '.repeat(3000)
  for (let index = 0; index < 60; index++) {
    folder.write({ [`docs/p${index}.7.md`]: plainPage(`p${index}`, words) })
  }
  for (const signals of [1, 2]) {
    rmSync(cacheOf(folder), { recursive: true })
    const child = startCli(folder.path, ['man'])
    while (!existsSync(cacheOf(folder))) await new Promise((resume) => setTimeout(resume, 5))
    for (let signal = 0; signal < signals; signal++) child.kill('SIGINT')
    expect((await endOf(child)).code).toBe(130)
    expect(readdirSync(join(folder.path, 'man'))).toEqual(['.manproof', 'man7'])
    expect(outputs(folder)).toEqual(before)
  }
})

test('the cache drops removed pages and keeps the others', async () => {
  using folder = openManual(3)
  await runCli(folder.path, 'man')
  const before = entriesOf(folder)
  rmSync(join(folder.path, 'docs/p1.7.md'))
  expect((await runCli(folder.path, 'man', 'p0')).code).toBe(0)
  const after = entriesOf(folder)
  expect(after).toHaveLength(2)
  expect(before).toEqual(expect.arrayContaining(after))
})
