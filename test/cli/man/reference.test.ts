import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openFolder, root, runCli } from '../run-cli.ts'

const library = `/**
 * A library.
 *
 * @packageDocumentation
 */
/** Bytes in a page. */
export const PAGE = 4096
`
const config = `export default {
  reference: [{ entry: 'a.ts', from: 'a', page: 'docs/a.3.md', title: 'a library' }],
}
`

test('the pages of the library match its docstrings', async () => {
  const { code, stderr } = await runCli(root, 'reference', '--check')
  expect(stderr).toBe('7 pages, up to date\n')
  expect(code).toBe(0)
})

test('`reference` keeps the front matter, and `--check` detects a change', async () => {
  using folder = openFolder({ 'a.ts': library, 'manproof.config.ts': config })
  expect(await runCli(folder.path, 'reference')).toMatchObject({ code: 0 })
  const page = join(folder.path, 'docs/a.3.md')
  const first = readFileSync(page, 'utf8')
  expect(first).toMatch(/^---\n# By `manproof reference`.*\ndate: \d{4}-\d\d-\d\d\n---\n\n# a\(3\)/)
  const front = '---\ndate: 2020-01-01\nmanual: a manual\n---\n'
  folder.write({ 'docs/a.3.md': first.replace(/^---\n.*?\n---\n/s, front) })
  expect(await runCli(folder.path, 'reference', '--check')).toMatchObject({ code: 0 })
  expect(await runCli(folder.path, 'check')).toMatchObject({ code: 0 })
  folder.write({ 'a.ts': library.replace('Bytes', 'Octets') })
  const stale = await runCli(folder.path, 'reference', '--check')
  expect(stale.code).toBe(1)
  expect(stale.stderr).toContain('+- `PAGE`: Octets in a page.')
  expect(await runCli(folder.path, 'reference')).toMatchObject({ code: 0 })
  const second = readFileSync(page, 'utf8')
  expect(second).toContain('manual: a manual\n')
  expect(second).not.toContain('date: 2020-01-01')
})

test('`reference` writes nothing if a docstring is incomplete, and reports its place', async () => {
  const text = library.replace('/** Bytes in a page. */\n', '')
  using folder = openFolder({ 'a.ts': text, 'manproof.config.ts': config })
  const { code, stderr } = await runCli(folder.path, 'reference')
  expect(code).toBe(1)
  expect(stderr).toContain('a.ts:6:14: error: Missing docstring of `PAGE`')
  expect(() => readFileSync(join(folder.path, 'docs/a.3.md'))).toThrow('ENOENT')
})

test('`reference` needs modules in the configuration, with all members', async () => {
  using folder = openFolder({ 'manproof.config.ts': 'export default {}\n' })
  expect(await runCli(folder.path, 'reference')).toMatchObject({ code: 2 })
  folder.write({ 'manproof.config.ts': "export default { reference: [{ entry: 'a.ts' }] }\n" })
  const { code, stderr } = await runCli(folder.path, 'check')
  expect(code).toBe(2)
  expect(stderr).toContain('expected an object with `entry`, `from`, `page` and `title`')
})
