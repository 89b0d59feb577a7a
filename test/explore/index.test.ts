import { expect, test } from 'vitest'
import * as module from '../../tools/explore/index.ts'

test('every declaration of an invariant has a row, profiles and a reason', () => {
  for (const { id, declared } of module.invariants) {
    const rows = declared.map(({ row }) => row)
    expect(new Set(rows).size, id).toBe(rows.length)
    for (const { row, profiles, reason } of declared) {
      expect(row, id).toMatch(/^(?:[A-X]\d+[a-z]?|\d\.\d|pitfall \d+)$/)
      expect(profiles.length, `${id} ${row}`).toBeGreaterThan(0)
      expect(reason, `${id} ${row}`).toMatch(/^[a-zX].{20,}[^.]$/)
    }
  }
})
