import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { CliError } from '../../tools/message/index.ts'
import type { Output } from '../../tools/publish/output.ts'
import { openPublication, publish } from '../../tools/publish/publish.ts'
import { openFolder } from '../cli/run-cli.ts'

function outputOf(folder: string, files: Readonly<Record<string, string>>): Output {
  return {
    folder,
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
    record: '.manproof',
    whole: true,
  }
}

function treeOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name !== '.manproof')
    .map((entry) => join(entry.parentPath, entry.name))
  return Object.fromEntries(
    paths.sort().map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  )
}

test('`publish` writes new files, replaces changed ones, and removes its own leftovers', () => {
  using folder = openFolder({ 'man7/foreign.txt': 'y' })
  publish([outputOf(folder.path, { 'man7/a.7': 'old', 'man7/gone.7': 'x' })])
  const count = publish([outputOf(folder.path, { 'man7/a.7': 'new', 'man1/b.7': 'b' })])
  expect(count).toBe(3)
  expect(treeOf(folder.path)).toEqual({
    'man1/b.7': 'b',
    'man7/a.7': 'new',
    'man7/foreign.txt': 'y',
  })
})

test('`publish` changes nothing if nothing differs', () => {
  using folder = openFolder({ 'a.7': 'same' })
  expect(publish([outputOf(folder.path, { 'a.7': 'same' })])).toBe(0)
})

test('`publish` creates the folders that it needs', () => {
  using folder = openFolder({})
  const out = join(folder.path, 'deep/er')
  publish([outputOf(out, { 'a.7': 'a' })])
  expect(treeOf(out)).toEqual({ 'a.7': 'a' })
})

/** Error that a call throws. */
function failureOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error
  }
}

/** Inode numbers of the files in a folder: a new file with the same text has another one. */
function numbersOf(folder: string): Record<string, number> {
  const numbers = Object.keys(treeOf(folder)).map(
    (path) => [path, statSync(join(folder, path)).ino] as const,
  )
  return Object.fromEntries(numbers)
}

test('a publication moves nothing into place before all of it is written', () => {
  using folder = openFolder({})
  const out = join(folder.path, 'out')
  publish([outputOf(out, { 'a.7': 'old', 'gone.7': 'x' })])
  {
    using _ = openPublication([outputOf(out, { 'a.7': 'new', 'b.7': 'b' })])
    const [stage = '', ...others] = readdirSync(out).filter((name) => name.startsWith('.manproof-'))
    expect(others).toEqual([])
    expect(treeOf(out)).toEqual({
      'a.7': 'old',
      'gone.7': 'x',
      [`${stage}/new-0`]: 'new',
      [`${stage}/new-1`]: 'b',
    })
  }
  expect(treeOf(out)).toEqual({ 'a.7': 'old', 'gone.7': 'x' })
})

test('leftovers of a killed run are removed, and files that others are writing stay', () => {
  using folder = openFolder({})
  const { pid: dead } = spawnSync('true')
  const names = [`.manproof-${dead}-aaaaaa`, `.manproof-${dead}-bbbbbb`, '.manproof-1-cccccc']
  for (const name of names) mkdirSync(join(folder.path, name))
  for (const name of [names[0], names[2]]) utimesSync(join(folder.path, name ?? ''), 1, 1)
  publish([outputOf(folder.path, { 'a.7': 'a' })])
  expect(readdirSync(folder.path)).toEqual(['.manproof', ...names.slice(1).sort(), 'a.7'])
})

test('`publish` restores everything if one file cannot be replaced', () => {
  using folder = openFolder({ 'two/keep.txt': 'k' })
  publish([outputOf(join(folder.path, 'one'), { 'a.7': 'old a', 'd.7': 'd' })])
  const record = readFileSync(join(folder.path, 'one/.manproof'), 'utf8')
  const numbers = numbersOf(folder.path)
  {
    using publication = openPublication([
      outputOf(join(folder.path, 'one'), { 'a.7': 'new a', 'c.7': 'c' }),
      outputOf(join(folder.path, 'two'), { 'b.7': 'b' }),
    ])
    // A folder takes the place of a file: renaming onto it fails, even for root.
    mkdirSync(join(folder.path, 'two/b.7/full'), { recursive: true })
    const failure = failureOf(() => publication.commit())
    expect(failure).toBeInstanceOf(CliError)
    expect(failure).toMatchObject({ exit: 3 })
  }
  expect(treeOf(folder.path)).toEqual({ 'one/a.7': 'old a', 'one/d.7': 'd', 'two/keep.txt': 'k' })
  expect(numbersOf(folder.path)).toEqual(numbers)
  expect(readFileSync(join(folder.path, 'one/.manproof'), 'utf8')).toBe(record)
  expect(existsSync(join(folder.path, 'two/b.7/full'))).toBe(true)
})

test('`publish` names the folder that it cannot write', () => {
  using folder = openFolder({ file: 'not a folder' })
  const failing = () => publish([outputOf(join(folder.path, 'file/out'), { 'a.7': 'a' })])
  expect(failing).toThrow(/^Cannot write `.*\/file\/out`: `ENOTDIR` \(not a directory\)$/)
})

test('`publish` gives up if a folder can never be created', { timeout: 5_000 }, () => {
  const failing = () => publish([outputOf('/proc/manproof/out', { 'a.7': 'a' })])
  expect(failing).toThrow(/^Cannot write `\/proc\/manproof`: `ENOENT`/)
})

test('`publish` creates links, replaces files with them and removes broken ones', () => {
  using folder = openFolder({})
  publish([outputOf(folder.path, { 'a.7': 'old' })])
  const link = (path: string, text: string) => ({ path, text, link: true as const })
  const files = [{ path: 'b.7', text: 'b' }, link('a.7', 'b.7'), link('c.7', 'b.7')]
  const output: Output = { ...outputOf(folder.path, {}), files }
  expect(publish([output])).toBe(3)
  expect(readlinkSync(join(folder.path, 'a.7'))).toBe('b.7')
  expect(publish([output])).toBe(0)
  expect(publish([outputOf(folder.path, { 'd.7': 'd' })])).toBe(4)
  expect(readdirSync(folder.path)).toEqual(['.manproof', 'd.7'])
})
