import { expect, test } from 'vitest'
import * as foreign from '../../tools/foreign/index.ts'
import { foreignError, reasonOf, runForeign } from '../../tools/foreign/index.ts'

test('`foreign` has a public interface', () => {
  expect(Object.keys(foreign).sort()).toEqual([
    'LateError',
    'endLoop',
    'foreignError',
    'reasonOf',
    'runForeign',
  ])
})

test('what the code of an author does is blamed on it, also later', async () => {
  expect(foreignError('it hums')).toBeUndefined()
  const code = { failure: 'Cannot run it', exit: 1, see: 'that' }
  const later = runForeign(code, async () => {
    await new Promise((resume) => setImmediate(resume))
    return foreignError('it hums')
  })
  expect(foreignError('it hums')).toBeUndefined()
  expect(await later).toMatchObject({ message: 'Cannot run it: it hums', exit: 1, see: 'that' })
})

test.each<[unknown, string]>([
  [new Error('one\ntwo'), 'one'],
  [new TypeError(), 'it threw `TypeError`'],
  ['text', 'it threw `text`'],
  [undefined, 'it threw `undefined`'],
  [null, 'it threw `null`'],
  [{}, 'it threw a value of type `object`'],
])('the reason of %s is one line', (error, reason) => {
  expect(reasonOf(error)).toBe(reason)
})
