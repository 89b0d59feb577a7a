import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type RuleId, rules } from '../../tools/message/index.ts'
import { tracked } from '../house/tree.ts'
import { pageFixtures } from './page-fixtures.ts'
import { roffFixtures } from './roff-fixtures.ts'

const folder = new URL('../../docs/internals/', import.meta.url)

interface Row {
  readonly what: string
  /** Ids of the rules that the row names. */
  readonly rules: readonly string[]
  /** Tests, and folders of fixtures. */
  readonly proofs: readonly string[]
  /** Whether the row says in words why it names neither. */
  readonly isReasoned: boolean
}

function rowsOf(name: string): Row[] {
  const lines = readFileSync(new URL(name, folder), 'utf8').split('\n')
  return lines
    .filter((line) => /^\| (?!-)/.test(line) && !/ says \| held by \|/.test(line))
    .map((line) => line.split(/(?<!\\) \|/))
    .map(([what = '', held = '', proof = '']) => ({
      what: what.slice(2),
      rules: [...held.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)].map(([, id = '']) => id),
      proofs: [...proof.matchAll(/`(test\/\S+)`/g)].map(([, path = '']) => path),
      isReasoned:
        /^ (?:author|apart|"|[A-Z])/.test(held) || /author|not |compile without/.test(held),
    }))
}

const rows = [...rowsOf('conventions.md'), ...rowsOf('conventions-roff.md')]

test('the tables of conventions can be read', () => {
  expect(rows.length).toBeGreaterThan(130)
})

test('each rule and each proof of a convention exists', () => {
  const files = tracked('test')
  const ids = rows.flatMap((row) => row.rules)
  expect(ids.filter((id) => /^(?:style|roff)-/.test(id) && !Object.hasOwn(rules, id))).toEqual([])
  const proofs = rows.flatMap((row) => row.proofs)
  const lost = proofs.filter((path) => !files.some((file) => `${file}/`.startsWith(`${path}/`)))
  expect(lost).toEqual([])
})

test('each convention has a rule, a test or a reason for having neither', () => {
  const bare = rows.filter(
    (row) =>
      !row.isReasoned &&
      row.proofs.length === 0 &&
      !row.rules.some((id) => Object.hasOwn(rules, id)),
  )
  expect(bare.map(({ what }) => what)).toEqual([])
})

test('each rule of style and of roff has a convention and fixtures', () => {
  const named = new Set(rows.flatMap((row) => row.rules))
  const ids = (Object.keys(rules) as RuleId[]).filter((id) => /^(?:style|roff)-/.test(id))
  expect(ids.filter((id) => !named.has(id))).toEqual([])
  expect(Object.keys({ ...pageFixtures, ...roffFixtures }).sort()).toEqual(ids.sort())
})
