import { expect, test } from 'vitest'
import { lintRoff } from '../../tools/man/lint/lint-roff.ts'
import { roffFixtures } from './roff-fixtures.ts'

const idsOf = (roff: string): string[] => lintRoff(roff).map(({ ruleId }) => ruleId)

test.each(Object.entries(roffFixtures))('rule `%s` fires, and is quiet', (id, fixture) => {
  expect(new Set(idsOf(fixture.fires))).toEqual(new Set([id]))
  expect(idsOf(fixture.quiet)).toEqual([])
})
