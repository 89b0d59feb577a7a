import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { checkTypes } from '../../../tools/check/index.ts'
import { readPage } from '../../read-page.ts'

/** A project with one page and a cache. */
interface Project extends Disposable {
  write(files: Readonly<Record<string, string | undefined>>): void
  /** Check the page, and list its messages. */
  check(code?: string, stamp?: string): Promise<string[]>
  /** List the files of the cache. */
  kept(): string[]
}

function openProject(files: Readonly<Record<string, string>>): Project {
  const root = mkdtempSync(join(tmpdir(), 'manproof-types-'))
  const folder = join(root, 'kept')
  const write: Project['write'] = (more) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      if (text === undefined) rmSync(join(root, name))
      else writeFileSync(join(root, name), text)
    }
  }
  write({ 'package.json': '{"type": "module"}', ...files })
  return {
    write,
    async check(code = "import { a } from '../lib/a.js'\nconst b: number = a", stamp = 'one') {
      const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n\`\`\`ts\n${code}\n\`\`\`\n`
      const file = new VFile({ cwd: root, path: 'docs/x.7.md', value })
      const page = readPage(file, { targets: [] })
      if (!page) throw new Error('Unexpected page, expected one that can be read')
      await checkTypes([page], { root, cache: { folder, stamp } })
      return file.messages.map(({ ruleId, line }) => `${line} ${ruleId}`)
    },
    kept: () => readdirSync(folder).map((name) => join(folder, name)),
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  }
}

const sound = 'export const a: number = 1\n'

/** Replace an answer in the cache. */
function forge(path: string, edit: (reply: { diagnostics: object }) => object): void {
  const [, text = ''] = readFileSync(path, 'utf8').split('\n')
  const forged = JSON.stringify(edit(JSON.parse(text)))
  writeFileSync(path, `${createHash('sha256').update(forged).digest('hex')}\n${forged}`)
}

test('diagnostics are read from the cache without the compiler', async () => {
  using project = openProject({ 'lib/a.ts': sound })
  expect(await project.check()).toEqual([])
  const [path = ''] = project.kept()
  forge(path, (reply) => {
    const [module = ''] = Object.keys(reply.diagnostics)
    const forged = [{ code: 1, text: ['forged'], start: 0, end: 0 }]
    return { ...reply, diagnostics: { [module]: forged } }
  })
  expect(await project.check()).toEqual(['11 ts1'])
})

test('errors are cached, too', async () => {
  using project = openProject({ 'lib/a.ts': "export const a = 'text'\n" })
  for (let each = 0; each < 2; each++) expect(await project.check()).toEqual(['11 ts2322'])
  expect(project.kept()).toHaveLength(1)
})

const other = "export type B = 'text'\n"

test.each([
  ['a file that was read changes', { 'lib/a.ts': "export const a = 'text'\n" }, ['11 ts2322']],
  ['a file that was read disappears', { 'lib/a.ts': undefined }, ['10 ts2307']],
  ['a file with precedence appears', { 'lib/b.ts': other }, ['11 ts2322']],
  ['an import of a file changes', { 'lib/b.d.ts': other }, ['11 ts2322']],
  ['a package appears', { 'node_modules/@types/node/index.d.ts': 'declare const c: string\n' }, []],
] as const)('the compiler runs again if %s', async (_, change, found) => {
  using project = openProject({
    'lib/a.ts': "import type { B } from './b.js'\nexport const a: B = JSON.parse('1')\n",
    'lib/b.d.ts': 'export type B = number\n',
  })
  expect(await project.check()).toEqual([])
  const [path = ''] = project.kept()
  forge(path, (reply) => ({ ...reply, diagnostics: { forged: [] } }))
  const before = readFileSync(path, 'utf8')
  project.write(change)
  expect(await project.check()).toEqual(found)
  expect(readFileSync(path, 'utf8')).not.toBe(before)
})

test('another text, or another tool, runs the compiler again', async () => {
  using project = openProject({ 'lib/a.ts': sound })
  expect(await project.check()).toEqual([])
  expect(await project.check('const c: string = 1')).toEqual(['10 ts2322'])
  expect(await project.check(undefined, 'two')).toEqual([])
  expect(project.kept()).toHaveLength(3)
})

test('a damaged cache is ignored', async () => {
  using project = openProject({ 'lib/a.ts': "export const a = 'text'\n" })
  await project.check()
  const [path = ''] = project.kept()
  const text = readFileSync(path, 'utf8')
  for (const damaged of ['', text.slice(0, -9), text.replace('2322', '2323')]) {
    writeFileSync(path, damaged)
    expect(await project.check()).toEqual(['11 ts2322'])
    expect(readFileSync(path, 'utf8')).toBe(text)
  }
})

test('the last eight replies are kept', async () => {
  using project = openProject({ 'lib/a.ts': sound })
  for (let each = 0; each < 10; each++) await project.check(`const a${each}: number = 1`)
  expect(project.kept()).toHaveLength(8)
})

test('types are checked without a cache, too', async () => {
  using project = openProject({ 'lib/a.ts': "export const a = 'text'\n", kept: 'no folder' })
  expect(await project.check()).toEqual(['11 ts2322'])
})
