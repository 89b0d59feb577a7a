import { expect, test } from 'vitest'
import * as driver from '../../tools/driver/index.ts'
import * as manproof from '../../tools/index.ts'

test('`manproof` is the driver and its constants', () => {
  expect(Object.keys(manproof).sort()).toEqual(Object.keys(driver).sort())
  expect(manproof.F_SETLEASE).toBe(1024)
})
