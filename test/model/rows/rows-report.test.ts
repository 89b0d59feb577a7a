import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as scenarios from '../scenarios.ts'
import { exampleRows, rows, scenarioRows } from './rows.ts'
import { demonstrated, neverRan, rowsPage, unknownRows } from './rows-report.ts'

const pages = new URL('../../../docs/', import.meta.url)
const all = demonstrated()
const outputs = {
  'rows.md': rowsPage(all),
  'rows.json': `${JSON.stringify(all, null, 2)}\n`,
}

test.each(Object.entries(outputs))('the report %s is current', async (name, text) => {
  await expect(text).toMatchFileSnapshot(`../../../docs/internals/reports/${name}`)
})

test('what is said to demonstrate a row was seen to run', () => {
  expect(neverRan()).toEqual([])
})

test('rows are named once, and no other row is named anywhere', () => {
  const ids = rows.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(unknownRows()).toEqual([])
})

test('every row that is not beyond the model has a test', () => {
  const without = all.filter(({ tests, beyond }) => tests.length === 0 && beyond === undefined)
  expect(without.map(({ id }) => id)).toEqual([])
})

test('no row is both beyond the model and shown', () => {
  const both = all.filter(({ tests, beyond }) => tests.length > 0 && beyond !== undefined)
  expect(both.map(({ id }) => id)).toEqual([])
})

test('the table of scenarios names every scenario, and no other', () => {
  const known = Object.values(scenarios)
    .filter((each) => Array.isArray(each))
    .flatMap((each) => each.map(({ id }) => id))
  expect(Object.keys(scenarioRows).sort()).toEqual([...known].sort())
})

test('the table of examples names examples that exist', () => {
  const missing = Object.keys(exampleRows).filter((key) => {
    const [page = '', name = ''] = key.split('#')
    const text = readFileSync(new URL(`${page}.md`, pages), 'utf8')
    return !new RegExp(`^\`\`\`ts .*\\bname=${name}(?: |$)`, 'm').test(text)
  })
  expect(missing).toEqual([])
})
