import { expect, test } from 'vitest'
import * as chart from '../../tools/chart/index.ts'

test('the module exports exactly this', () => {
  expect(Object.keys(chart).sort()).toEqual([
    'formatSvg',
    'isConcurrent',
    'sequenceChart',
    'sequenceSvg',
    'sequenceText',
    'stateSvg',
    'stateText',
  ])
})
