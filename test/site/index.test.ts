import { expect, test } from 'vitest'
import * as site from '../../tools/site/index.ts'

test('the module exports what the command line needs', () => {
  expect(Object.keys(site).sort()).toEqual(['compileSite'])
})
