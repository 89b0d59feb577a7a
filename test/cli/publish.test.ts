import { existsSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CliError } from '../../tools/cli/exit-code.ts'
import { type Output, publish } from '../../tools/cli/publish.ts'
import { openFolder } from './run-cli.ts'

function outputOf(folder: string, files: Readonly<Record<string, string>>): Output {
  return {
    folder,
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
    isOurs: (path) => path.endsWith('.7'),
    whole: true,
  }
}

function treeOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

test('`publish` writes new files, replaces changed ones, removes its own leftovers', async () => {
  using folder = openFolder({ 'man7/a.7': 'old', 'man7/gone.7': 'x', 'man7/foreign.txt': 'y' })
  const count = await publish([outputOf(folder.path, { 'man7/a.7': 'new', 'man1/b.7': 'b' })])
  expect(count).toBe(3)
  expect(treeOf(folder.path)).toEqual({
    'man1/b.7': 'b',
    'man7/a.7': 'new',
    'man7/foreign.txt': 'y',
  })
})

test('`publish` changes nothing where nothing differs', async () => {
  using folder = openFolder({ 'a.7': 'same' })
  expect(await publish([outputOf(folder.path, { 'a.7': 'same' })])).toBe(0)
})

test('`publish` makes the folders that it needs', async () => {
  using folder = openFolder({})
  const out = join(folder.path, 'deep/er')
  await publish([outputOf(out, { 'a.7': 'a' })])
  expect(treeOf(out)).toEqual({ 'a.7': 'a' })
})

test('`publish` puts everything back where one file cannot be replaced', async () => {
  using folder = openFolder({ 'one/a.7': 'old a', 'two/keep.txt': 'k' })
  // A folder stands where a file should go: renaming onto it fails, also for root.
  mkdirSync(join(folder.path, 'two/b.7/full'), { recursive: true })
  const outputs = [
    outputOf(join(folder.path, 'one'), { 'a.7': 'new a', 'c.7': 'c' }),
    outputOf(join(folder.path, 'two'), { 'b.7': 'b' }),
  ]
  const failure = await publish(outputs).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(CliError)
  expect(failure).toMatchObject({ exit: 3 })
  expect(treeOf(folder.path)).toEqual({ 'one/a.7': 'old a', 'two/keep.txt': 'k' })
  expect(existsSync(join(folder.path, 'two/b.7/full'))).toBe(true)
})

test('`publish` says which folder it cannot write', async () => {
  using folder = openFolder({ file: 'not a folder' })
  const failing = publish([outputOf(join(folder.path, 'file/out'), { 'a.7': 'a' })])
  await expect(failing).rejects.toThrow(
    /^Cannot write `.*\/file\/out`: `ENOTDIR` \(not a directory\)$/,
  )
})

test('`publish` gives up where a folder can never be made', { timeout: 5_000 }, async () => {
  const failing = publish([outputOf('/proc/manproof/out', { 'a.7': 'a' })])
  await expect(failing).rejects.toThrow(/^Cannot write `\/proc\/manproof`: `ENOENT`/)
})

test('`publish` makes links, replaces files by them and removes those that lead nowhere', async () => {
  using folder = openFolder({ 'a.7': 'old' })
  const link = (path: string, text: string) => ({ path, text, link: true as const })
  const files = [{ path: 'b.7', text: 'b' }, link('a.7', 'b.7'), link('c.7', 'b.7')]
  const output: Output = { ...outputOf(folder.path, {}), files }
  expect(await publish([output])).toBe(3)
  expect(readlinkSync(join(folder.path, 'a.7'))).toBe('b.7')
  expect(await publish([output])).toBe(0)
  expect(await publish([outputOf(folder.path, { 'd.7': 'd' })])).toBe(4)
  expect(readdirSync(folder.path)).toEqual(['d.7'])
})
