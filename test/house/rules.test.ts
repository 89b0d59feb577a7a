import { expect, test } from 'vitest'
import { rules } from '../../tools/message/index.ts'
import { textOf } from './tree.ts'

const ids = Object.keys(rules)
const page = textOf('docs/manproof.1.md')

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

test('the messages of each rule are on record', () => {
  // Written by `test/rules/every-rule.test.ts`, which also checks that each rule can be kept.
  const said = textOf('test/rules/messages.txt').split(/^## /m).slice(1)
  const silent = said.filter((text) => !/^[a-z-]+\n.*\S/.test(text)).map((text) => text.trim())
  expect(silent).toEqual([])
  expect(said.map((text) => text.split('\n')[0])).toEqual(ids)
})
