import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openPackage } from '../open-manual.ts'
import { plainPage } from '../pages.ts'
import { type Ended, type Folder, runCli } from '../run-cli.ts'

const wide = `    ${'x'.repeat(90)}`
const example = '```ts name=one\nexport const x = 1 //=> 1\n```'

function openManual(files: Readonly<Record<string, string>>): Folder {
  return openPackage({
    'docs/good.7.md': plainPage('good', 'Text.'),
    'docs/warned.7.md': plainPage('warned', wide),
    ...files,
  })
}

/** Run `man` with and without `--fresh`, and expect the same messages. */
async function bothWays(folder: Folder, ...pages: string[]): Promise<Ended> {
  const quick = await runCli(folder.path, 'man', ...pages)
  const fresh = await runCli(folder.path, 'man', ...pages, '--fresh')
  expect(fresh).toEqual(quick)
  return quick
}

const cases: Readonly<Record<string, readonly [Readonly<Record<string, string>>, RegExp]>> = {
  'cannot be parsed': [{ 'docs/bad.7.md': '---\na: [\n---\n' }, /front matter/],
  'has a wrong label': [
    { 'docs/bad.7.md': plainPage('bad', example.replace('name=one', 'nmae=one')) },
    /nmae/,
  ],
  'has no evidence': [{ 'docs/bad.7.md': plainPage('bad', example) }, /evidence-missing/],
  'has evidence that cannot be read': [
    { 'docs/bad.7.md': plainPage('bad', 'Text.'), 'docs/evidence/bad.7.json': '{' },
    /evidence-syntax/,
  ],
  'leads nowhere': [
    { 'docs/bad.7.md': plainPage('bad', `See [this](good.7.md#NOWHERE), [that](bad.7.md#x).`) },
    /link-broken/,
  ],
  'has the name of another one': [
    { 'docs/bad.7.md': plainPage('bad', wide, 'bad(7), good(7)') },
    /page-duplicate/,
  ],
  'leads to one that cannot be parsed': [
    {
      'docs/bad.7.md': plainPage('bad', 'See [this](worse.7.md).'),
      'docs/worse.7.md': '---\na: [\n',
    },
    /link-broken.*front-matter/s,
  ],
}

test.each(Object.entries(cases))(
  'a page that %s is refused, with and without a cache',
  async (_, [files, reason]) => {
    using folder = openManual(files)
    const { code, stderr } = await bothWays(folder)
    expect(stderr).toMatch(reason)
    expect(stderr).toMatch(/nothing written, .*error/)
    expect(code).toBe(1)
  },
)

test('unreadable evidence of a removed page is refused', async () => {
  using folder = openManual({ 'docs/evidence/gone.7.json': '{' })
  expect((await bothWays(folder)).stderr).toContain('evidence-syntax')
})

test('an error of a page that was not requested is ignored', async () => {
  using folder = openManual({
    'docs/bad.7.md': plainPage('bad', '[Lost](good.7.md#NOWHERE).'),
    'docs/worse.7.md': '---\na: [\n---\n',
  })
  await runCli(folder.path, 'man', 'good', 'warned')
  const { code, stderr } = await bothWays(folder, 'good', 'warned')
  expect(stderr).toContain('2 files, 0 changed, 1 warning')
  expect(code).toBe(0)
  // The whole manual is still faulty.
  expect((await bothWays(folder)).code).toBe(1)
  rmSync(join(folder.path, 'docs/worse.7.md'))
  expect((await bothWays(folder)).stderr).toContain('link-broken')
})

test('errors of several pages are reported in order', async () => {
  const names = Array.from({ length: 60 }, (_, index) => `p${index}`)
  const texts = names.map((name, index) => [
    `docs/${name}.7.md`,
    plainPage(name, index % 20 === 7 ? `[x]: y\n\n${wide}` : wide),
  ])
  using folder = openManual(Object.fromEntries(texts))
  const { stderr } = await bothWays(folder)
  expect(stderr).toMatch(/nothing written, 6 errors/)
})
