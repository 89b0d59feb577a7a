import { expect, test } from 'vitest'
import * as driver from '../../tools/driver/index.ts'
import * as manproof from '../../tools/index.ts'

test('`driver` exports what it says', () => {
  const functions = Object.entries(driver)
    .filter(([, value]) => typeof value !== 'number')
    .map(([name]) => name)
  expect(functions.sort()).toEqual([
    'DeadlockError',
    'KilledError',
    'SystemError',
    'TraceError',
    'UnsupportedError',
    'hostTarget',
    'knownTargets',
    'nameConstants',
    'openTarget',
    'openWorld',
    'readTrace',
    'replay',
    'simProfiles',
    'simTarget',
    'vmKernels',
    'vmTarget',
  ])
})

test('`manproof` is the driver and its constants', () => {
  expect(Object.keys(manproof).sort()).toEqual(Object.keys(driver).sort())
  expect(manproof.F_SETLEASE).toBe(1024)
})
