import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { expect, test } from 'vitest'
import { keepFile, readText } from '../../tools/cache/index.ts'
import { openFolder } from '../cli/run-cli.ts'

test('a text replaces the one before, and missing folders are made', () => {
  using folder = openFolder({})
  const path = join(folder.path, 'deep/er/kept.json')
  expect([keepFile(path, 'one'), keepFile(path, 'two')]).toEqual([true, true])
  expect(readFileSync(path, 'utf8')).toBe('two')
  expect(readdirSync(join(folder.path, 'deep/er'))).toEqual(['kept.json'])
})

test('no temporary file is left if the file cannot be replaced', () => {
  using folder = openFolder({})
  mkdirSync(join(folder.path, 'kept.json/full'), { recursive: true })
  expect(keepFile(join(folder.path, 'kept.json'), 'one')).toBe(false)
  expect(readdirSync(folder.path)).toEqual(['kept.json'])
})

test('a folder that cannot be made is not an error', { timeout: 5_000 }, () => {
  expect(keepFile('/proc/manproof/kept.json', 'one')).toBe(false)
  using folder = openFolder({})
  writeFileSync(join(folder.path, 'file'), '')
  expect(keepFile(join(folder.path, 'file/kept.json'), 'one')).toBe(false)
})

test('staged files of dead processes are removed, those of living ones stay', () => {
  using folder = openFolder({})
  const { pid: dead } = spawnSync('true')
  const names = [`kept.json.${dead}`, `kept.json.${process.ppid}`, 'kept.json.bak', `x.${dead}`]
  for (const name of names) writeFileSync(join(folder.path, name), 'part')
  keepFile(join(folder.path, 'kept.json'), 'one')
  const stay = ['kept.json', ...names.slice(1)].sort()
  expect(readdirSync(folder.path).sort()).toEqual(stay)
})

test('a FIFO in the cache is not waited for', { timeout: 5_000 }, () => {
  using folder = openFolder({})
  const path = join(folder.path, 'kept')
  expect(spawnSync('mkfifo', [path]).status).toBe(0)
  expect(readText(path)).toBeUndefined()
})
