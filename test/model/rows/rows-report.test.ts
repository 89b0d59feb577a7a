import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as scenarios from '../scenarios/index.ts'
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

test('all demonstrations of rows ran', () => {
  expect(neverRan()).toEqual([])
})

test('rows are listed once, and only they are named', () => {
  const ids = rows.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(unknownRows()).toEqual([])
})

test('all rows within the model have a test', () => {
  const without = all.filter(({ tests, beyond }) => tests.length === 0 && beyond === undefined)
  expect(without.map(({ id }) => id)).toEqual([])
})

test('rows beyond the model have no test', () => {
  const both = all.filter(({ tests, beyond }) => tests.length > 0 && beyond !== undefined)
  expect(both.map(({ id }) => id)).toEqual([])
})

test('the table of scenarios names exactly the scenarios', () => {
  const known = Object.values(scenarios)
    .filter((each) => Array.isArray(each))
    .flatMap((each) => each.map(({ id }) => id))
  expect(Object.keys(scenarioRows).sort()).toEqual([...known].sort())
})

test('the table of examples names existing examples', () => {
  const missing = Object.keys(exampleRows).filter((key) => {
    const [page = '', name = ''] = key.split('#')
    const text = readFileSync(new URL(`${page}.md`, pages), 'utf8')
    return !new RegExp(`^\`\`\`ts .*\\bname=${name}(?: |$)`, 'm').test(text)
  })
  expect(missing).toEqual([])
})
