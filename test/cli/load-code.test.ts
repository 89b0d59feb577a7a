import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadCode } from '../../tools/cli/load-code.ts'

interface Folder extends Disposable {
  readonly script: string
  readonly kept: string
  write(text: string): void
}

function openFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'manproof-code-'))
  const script = join(path, 'script.cjs')
  return {
    script,
    kept: join(path, 'kept'),
    write: (text) => writeFileSync(script, text),
    [Symbol.dispose]: () => rmSync(path, { recursive: true }),
  }
}

const adds = `const { join } = require('node:path')
exports.add = (a, b) => join(String(a + b), 'x')
`

function add(exports: unknown): string {
  return (exports as { add: (a: number, b: number) => string }).add(1, 2)
}

test('what V8 has compiled is kept when it is asked to be, and used the next time', () => {
  using folder = openFolder()
  folder.write(adds)
  const first = loadCode(folder.script, folder.kept)
  expect([first.isKept, add(first.exports)]).toEqual([false, '3/x'])
  expect(loadCode(folder.script, folder.kept).isKept).toBe(false)
  first.keep()
  const second = loadCode(folder.script, folder.kept)
  expect([second.isKept, add(second.exports)]).toEqual([true, '3/x'])
  const [name = ''] = readdirSync(folder.kept)
  rmSync(join(folder.kept, name))
  second.keep()
  expect(readdirSync(folder.kept)).toEqual([])
})

test('code of another text of the same length and time is not used', () => {
  using folder = openFolder()
  folder.write(adds)
  utimesSync(folder.script, 1, 1)
  loadCode(folder.script, folder.kept).keep()
  folder.write(adds.replace('a + b', 'a - b'))
  utimesSync(folder.script, 1, 1)
  const changed = loadCode(folder.script, folder.kept)
  expect([changed.isKept, add(changed.exports)]).toEqual([false, '-1/x'])
  changed.keep()
  expect(loadCode(folder.script, folder.kept).isKept).toBe(true)
  expect(readdirSync(folder.kept)).toHaveLength(1)
})

test('damaged code is not given to V8', () => {
  using folder = openFolder()
  folder.write(adds)
  loadCode(folder.script, folder.kept).keep()
  const [name = ''] = readdirSync(folder.kept)
  const path = join(folder.kept, name)
  const whole = readFileSync(path)
  for (const at of [0, 40, whole.length >> 1, whole.length - 1]) {
    const damaged = Buffer.from(whole)
    damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at)
    writeFileSync(path, damaged)
    const code = loadCode(folder.script, folder.kept)
    expect([code.isKept, add(code.exports)]).toEqual([false, '3/x'])
  }
  for (const part of ['', 'x', whole.subarray(0, 64)]) {
    writeFileSync(path, part)
    expect(loadCode(folder.script, folder.kept).isKept).toBe(false)
  }
})

test('a folder that cannot be made is no fault', () => {
  using folder = openFolder()
  folder.write(adds)
  const code = loadCode(folder.script, '/proc/manproof/code')
  code.keep()
  expect(add(code.exports)).toBe('3/x')
})

test('code of the scripts that were kept last stays', () => {
  using folder = openFolder()
  const scripts = Array.from({ length: 12 }, (_, number) => `${folder.script}.${number}.cjs`)
  const seen = new Set<string>()
  for (const [number, script] of scripts.entries()) {
    writeFileSync(script, adds)
    loadCode(script, folder.kept).keep()
    for (const name of readdirSync(folder.kept)) {
      if (!seen.has(name)) utimesSync(join(folder.kept, name), number, number)
      seen.add(name)
    }
  }
  const isKept = scripts.map((script) => loadCode(script, folder.kept).isKept)
  expect(isKept).toEqual(scripts.map((_, number) => number >= 4))
})
