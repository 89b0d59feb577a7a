import { expect, test } from 'vitest'
import * as publish from '../../tools/publish/index.ts'

test('`publish` exports exactly this', () => {
  expect(Object.keys(publish).sort()).toEqual([
    'checkFolder',
    'compareOutput',
    'isIn',
    'openComparison',
    'openPublication',
    'publish',
    'putOutput',
    'realPath',
    'unifiedDiff',
  ])
})
