import { expect, test } from 'vitest'
import { sequenceChart, sequenceText } from '../../tools/chart/index.ts'
import type { Evidence } from '../../tools/evidence/index.ts'
import { textOf, tracked } from './tree.ts'

const pages = tracked('docs/*.*.md').filter((path) => /^docs\/[^/]+$/.test(path))

/** Sentences that deny something of the examples of their page. */
const denial = /[^.]*\b(?:none of the examples|no example (?:of|on) this page)\b[^.]*\./gis

test.each(pages)('%s denies no call that its own examples make', (path) => {
  const text = textOf(path)
  const fences = text.matchAll(/^```ts\b[^\n]*\n(.*?)^```$/gms)
  const code = [...fences].map(([, body]) => body).join('\n')
  const calls = new Set([...code.matchAll(/\.(\w+)\(/g)].map(([, name]) => name))
  const denied = [...text.matchAll(denial)].flatMap(([sentence]) =>
    [...sentence.matchAll(/\*\*(\w+)\*\*\(/g)].map(([, name]) => name),
  )
  expect(denied.filter((name) => calls.has(name))).toEqual([])
})

test('no chart of the manual shows a variable of its trace', () => {
  const evidence = tracked('docs/evidence/*.json').map((path) => JSON.parse(textOf(path)))
  const charts = (evidence as Evidence[]).flatMap(({ examples }) =>
    Object.values(examples).flatMap(({ chart }) => (chart ? [chart] : [])),
  )
  expect(charts.length).toBeGreaterThan(10)
  const texts = charts.map((chart) => sequenceText(sequenceChart(chart)))
  expect(texts.filter((text) => text.includes('$'))).toEqual([])
  expect(pages.filter((path) => /^[+|].*\$v\d/m.test(textOf(path)))).toEqual([])
})
