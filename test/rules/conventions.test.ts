import { expect, test } from 'vitest'
import { type RuleId, rules } from '../../tools/message/index.ts'
import { tracked } from '../house/tree.ts'
import { type Convention, conventions } from './conventions.ts'
import { pageFixtures } from './page-fixtures.ts'
import { roffFixtures } from './roff-fixtures.ts'

const intro = `# Conventions of manual pages

What a compiled page keeps, which rules of manproof(1) say so, and which tests.
\`test/rules/conventions.ts\` has the table; \`npx vitest run test/rules -u\` writes this file.
A rule \`style-…\` is about the page, with a place in it; \`roff-…\` is about what it compiled to.

| n | convention | rules | tests |
| --: | --- | --- | --- |
`

function rowOf({ what, rules: ids, tests }: Convention, index: number): string {
  const names = ids.map((id) => `\`${id}\``).join(' ')
  const files = tests.map((name) => `\`test/${name}.test.ts\``).join(' ')
  return `| ${index + 1} | ${what} | ${names} | ${files} |\n`
}

test('the table of conventions is current', async () => {
  const table = conventions.map(rowOf).join('')
  await expect(intro + table).toMatchFileSnapshot('../../docs/internals/conventions.md')
})

test('each convention is held by a rule or by a test that exists', () => {
  const files = tracked('test/*.test.ts', 'test/**/*.test.ts')
  for (const { rules: ids, tests } of conventions) {
    expect(ids.length + tests.length).toBeGreaterThan(0)
    expect(tests.filter((name) => !files.includes(`test/${name}.test.ts`))).toEqual([])
  }
})

test('each rule of style and of roff is one of a convention, and has its fixtures', () => {
  const named = new Set(conventions.flatMap((convention) => convention.rules))
  const ids = (Object.keys(rules) as RuleId[]).filter((id) => /^(?:style|roff)-/.test(id))
  expect(ids.filter((id) => !named.has(id))).toEqual([])
  expect(Object.keys({ ...pageFixtures, ...roffFixtures }).sort()).toEqual(ids.sort())
})
