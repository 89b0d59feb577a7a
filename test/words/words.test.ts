import { expect, test } from 'vitest'
import {
  byLikeness,
  checkOptions,
  expectedOf,
  functionKind,
  listOf,
  nearest,
  plural,
  textsKind,
} from '../../tools/words/index.ts'
import fc from '../seeded.ts'

test.each([
  ['trows', ['throws', 'name'], 'throws'],
  ['tragets', ['targets', 'needs'], 'targets'],
  ['NAME', ['name', 'needs'], 'name'],
  ['rcf-v1', ['rfc-v1', 'rfc-v2'], 'rfc-v1'],
  ['EINVL', ['EINTR', 'EINVAL'], 'EINVAL'],
  ['zzz', ['name', 'fs'], undefined],
  ['', ['fs'], undefined],
  ['fs', [], undefined],
])('`nearest` of %j among %j is %j', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected)
})

test('`nearest` of a known word is the word itself', () => {
  const words = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 })
  fc.assert(
    fc.property(words, fc.nat(), (known, index) => {
      const word = known[index % known.length] ?? ''
      expect(nearest(word, known)).toBe(word)
    }),
  )
})

test('`expectedOf` lists all words if none is near', () => {
  expect(expectedOf('nme', ['name', 'fs'])).toBe('`name`')
  expect(expectedOf('zzzz', ['name', 'fs', 'file'])).toBe('`name`, `fs` or `file`')
  expect(listOf(['a'])).toBe('`a`')
  expect(listOf([])).toBe('nothing')
})

test('`byLikeness` keeps the order of equally similar words', () => {
  expect(byLikeness('sim:rfc2', ['host', 'sim:rfc-v1', 'sim:rfc-v2'])).toEqual([
    'sim:rfc-v2',
    'sim:rfc-v1',
    'host',
  ])
  expect(byLikeness('x', ['b', 'a'])).toEqual(['b', 'a'])
})

test.each([
  [1, '1 page'],
  [0, '0 pages'],
  [1_000, '1,000 pages'],
])('`plural` of %i is %j', (count, text) => {
  expect(plural(count, 'page')).toBe(text)
})

test('`checkOptions` names the first member of an option that is wrong', () => {
  const kinds = { list: { ...textsKind, isRequired: true }, on: functionKind }
  const check = (given: unknown) => () => checkOptions('use', given, kinds)
  expect(check({ list: ['a'], on: undefined })).not.toThrow()
  expect(check({ list: ['a', Symbol('b')] })).toThrow(
    new TypeError('use: Unexpected symbol `Symbol(b)` in `list[1]`, expected a string'),
  )
  expect(check({ lsit: [] })).toThrow('use: Unexpected option `lsit`, expected `list`')
  expect(check({ on: 5 })).toThrow('use: Missing `list`, expected a list of strings')
  expect(check('list')).toThrow('use: Unexpected string `list` as options, expected an object')
})
