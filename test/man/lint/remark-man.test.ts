import remarkMan from 'remark-man'
import { unified } from 'unified'
import { expect, it } from 'vitest'
import { lintRoff } from '../../../tools/man/lint/lint-roff.ts'
import { textOf } from '../../house/tree.ts'
import { parse } from '../soak/make-page.ts'

it('remark-man breaks these rules, this often', () => {
  const tree = parse(textOf('test/man/everything.md').replace(/^#.*$/m, '# x(7) -- a page'))
  const roff = String(unified().use(remarkMan, { date: 0 }).stringify(tree))
  const counts = new Map<string, number>()
  for (const { ruleId } of lintRoff(roff)) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1)
  expect(Object.fromEntries([...counts].sort())).toMatchInlineSnapshot(`
    {
      "roff-blank": 11,
      "roff-code": 3,
      "roff-escape": 12,
      "roff-guard": 2,
      "roff-hint": 1,
      "roff-hyphen": 2,
      "roff-length": 3,
      "roff-name": 1,
      "roff-paragraph": 4,
      "roff-quote": 1,
      "roff-request": 3,
      "roff-sign": 3,
      "roff-table": 2,
      "roff-title": 1,
    }
  `)
})
