import { expect, it } from 'vitest'
import * as man from '../../tools/man/index.ts'

it('exports what other modules use', () => {
  expect(Object.keys(man).sort()).toEqual([
    'compileMan',
    'compileRoff',
    'findExamples',
    'manPath',
    'printedCode',
    'toRoff',
  ])
})
