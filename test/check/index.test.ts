import { expect, test } from 'vitest'
import * as api from '../../tools/check/index.ts'

test('`check` exports its functions', () => {
  expect(Object.keys(api).sort()).toEqual(['checkC', 'checkTypes', 'presetStyle'])
})
