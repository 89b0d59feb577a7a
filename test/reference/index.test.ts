import { expect, test } from 'vitest'
import * as reference from '../../tools/reference/index.ts'

test('`reference` exports exactly this', () => {
  expect(Object.keys(reference).sort()).toEqual(['compileReference'])
})
