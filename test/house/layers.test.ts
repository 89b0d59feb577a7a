import { posix } from 'node:path'
import { expect, test } from 'vitest'
import { layers, layerTable, moduleOf } from './layers.ts'
import { textOf, tracked } from './tree.ts'

interface Import {
  readonly from: string
  readonly line: number
  readonly to: string
}

const pattern =
  /(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'|import\(\s*'([^']+)'|(?:^|\n)import\s+'([^']+)'/g

function importsOf(path: string): Import[] {
  const text = textOf(path)
  return [...text.matchAll(pattern)].map((match) => ({
    from: path,
    line: text.slice(0, match.index).split('\n').length,
    to: match[1] ?? match[2] ?? match[3] ?? '',
  }))
}

const all = tracked('tools/*.ts').flatMap(importsOf)
const local = all
  .filter(({ to }) => to.startsWith('.'))
  .map((item) => ({ ...item, path: posix.join(posix.dirname(item.from), item.to) }))

test('modules import downwards only', () => {
  const wrong = local.filter(({ from, path }) => {
    const [user, used] = [moduleOf(from), moduleOf(path)]
    return user !== used && layers[user]?.includes(used) !== true
  })
  expect(wrong.map(({ from, line, to }) => `${from}:${line} ${to}`)).toEqual([])
})

test('modules import the index of another module only', () => {
  const wrong = local.filter(({ from, path }) => {
    const [user, used] = [moduleOf(from), moduleOf(path)]
    // Adapters share the folder and the files of the module that they adapt.
    const isAdapter =
      (used === 'driver' && user.startsWith('driver/')) || (used === 'run' && user === 'vitest')
    const isPublic =
      ['tools', 'pipeline'].includes(used) || /^tools\/[^/]+(?:\/[^/]+)?\/index\.ts$/.test(path)
    return user !== used && !isAdapter && !isPublic
  })
  expect(wrong.map(({ from, line, to }) => `${from}:${line} ${to}`)).toEqual([])
})

test('relative imports carry their extension and exist', () => {
  const known = new Set(tracked('tools/*'))
  const wrong = local.filter(({ path }) => !known.has(path))
  expect(wrong.map(({ from, line, to }) => `${from}:${line} ${to}`)).toEqual([])
})

test('`model` and `explore` import nothing from outside', () => {
  const wrong = all.filter(
    ({ from, to }) => /^tools\/(?:model|explore)\//.test(from) && !to.startsWith('.'),
  )
  expect(wrong).toEqual([])
})

test('the table names every module that exists', () => {
  const modules = new Set(tracked('tools/*.ts').map(moduleOf))
  expect([...modules].filter((name) => layers[name] === undefined)).toEqual([])
})

test('the architecture page contains the table of modules', () => {
  expect(textOf('docs/internals/architecture.md')).toContain(layerTable())
})
