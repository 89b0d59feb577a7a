import { expect, test } from 'vitest'
import { rules } from '../../tools/message/index.ts'
import { textOf, tracked } from './tree.ts'

const ids = Object.keys(rules)
const page = textOf('docs/manproof.1.md')
const tests = tracked('test/*').filter((path) => !path.startsWith('test/house/'))

test('rule ids are kebab case', () => {
  expect(ids.filter((id) => !/^[a-z]+(?:-[a-z]+)*$/.test(id))).toEqual([])
})

test.each(Object.entries(rules))('rule `%s` leads to its anchor', (id, rule) => {
  expect(rule.url).toBe(`manproof.1#${id}`)
  expect(rule.title).toMatch(/^[A-Z`][^.]*[^.]$/)
})

test('manproof(1) explains every rule under its id', () => {
  expect(ids.filter((id) => !page.includes(`\`${id}\``))).toEqual([])
})

test('a fixture or a test pins a message of every rule', () => {
  const texts = tests.map(textOf).join('\n')
  expect(ids.filter((id) => !texts.includes(`[${id}]`) && !texts.includes(`'${id}'`))).toEqual([])
})
