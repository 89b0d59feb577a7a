import { expect, test } from 'vitest'
import {
  answersTo,
  claimFor,
  type Expectation,
  formatOutcome,
  readOutcome,
  selectsTarget,
  splitClaims,
} from '../../tools/outcome/index.ts'
import { selectorsOf } from '../../tools/page/index.ts'
import { targets } from '../page/targets.ts'

const point = { line: 1, column: 1, offset: 0 }
const place = { start: point, end: point }

function readText(text: string): Expectation {
  const claims = splitClaims(text).map(({ selector, outcome }) => {
    const read = readOutcome(outcome)
    if ('problem' in read) throw new Error(read.problem)
    return { ...(selector !== undefined && { selector }), outcome: read, place }
  })
  return { place, text, claims, expression: { start: 0, end: 0 }, awaited: true }
}

function outcomesOf(text: string): Record<string, string | undefined> {
  const expectation = readText(text)
  return Object.fromEntries(
    targets.map((target) => {
      const claim = claimFor(expectation, target)
      return [target.name, claim && formatOutcome(claim.outcome)]
    }),
  )
}

test('`claimFor` takes the most specific selector, in any order', () => {
  const expected = {
    'sim:rfc-v1': '2',
    'sim:rfc-v2': '3',
    'sim:linux-6.1': '4',
    'sim:linux-6.18': '5',
    host: '6',
  }
  const text = '0 | sim: 1 | rfc: 2 | rfc-v2: 3 | linux: 4 | linux-6.18: 5 | host: 6'
  expect(outcomesOf(text)).toEqual(expected)
  const backwards = '0 | host: 6 | linux-6.18: 5 | linux: 4 | rfc-v2: 3 | rfc: 2 | sim: 1'
  expect(outcomesOf(backwards)).toEqual(expected)
})

test('`claimFor` prefers the name of a target to its selectors', () => {
  expect(outcomesOf('0 | linux-6.18: 1 | sim:linux-6.18: 2')).toEqual({
    'sim:rfc-v1': '0',
    'sim:rfc-v2': '0',
    'sim:linux-6.1': '0',
    'sim:linux-6.18': '2',
    host: '1',
  })
})

test('`claimFor` is `undefined` for a target without a claim', () => {
  expect(outcomesOf('rfc: EINVAL')).toEqual({
    'sim:rfc-v1': 'EINVAL',
    'sim:rfc-v2': 'EINVAL',
    'sim:linux-6.1': undefined,
    'sim:linux-6.18': undefined,
    host: undefined,
  })
})

test('`selectsTarget` selects all targets without a label, else those with a selector', () => {
  const select = (...words: string[]): string[] =>
    targets.filter((target) => selectsTarget({ targets: words }, target)).map(({ name }) => name)
  expect(select()).toHaveLength(targets.length)
  expect(select('rfc-v1', 'real')).toEqual(['sim:rfc-v1', 'host'])
  expect(select('sim:rfc-v2')).toEqual(['sim:rfc-v2'])
  expect(select('none')).toEqual([])
})

test('`answersTo` accepts names and selectors', () => {
  const host = targets[4]
  expect(host && ['host', 'linux', 'rfc'].map((word) => answersTo(host, word))).toEqual([
    true,
    true,
    false,
  ])
})

test('`selectorsOf` lists each word once', () => {
  expect(selectorsOf(targets)).toEqual([
    ...['sim', 'rfc', 'rfc-v1', 'sim:rfc-v1', 'rfc-v2', 'sim:rfc-v2'],
    ...['linux', 'linux-6.1', 'sim:linux-6.1', 'linux-6.18', 'sim:linux-6.18', 'real', 'host'],
  ])
})
