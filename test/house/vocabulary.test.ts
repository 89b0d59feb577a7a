import { expect, test } from 'vitest'
import * as kernel from '../../tools/driver/constants.ts'
import { openTarget } from '../../tools/driver/index.ts'
import { capabilities, fileSystems } from '../../tools/driver/targets/index.ts'
import * as model from '../../tools/model/constants.ts'

// `model` imports nothing, so it has constants of its own.

test('the model and the driver agree on the numbers of constants', () => {
  const numbers = Object.entries(model).filter(([, value]) => typeof value === 'number')
  const shared = numbers.filter(([name]) => name in kernel)
  expect(shared.length).toBeGreaterThan(20)
  expect(shared).toEqual(shared.map(([name]) => [name, Reflect.get(kernel, name)]))
})

test('pages can require every filesystem and capability of the simulator', async () => {
  const target = await (await openTarget('sim:rfc-v1')).probe()
  if (!target.available) throw new Error(target.reason)
  expect([...fileSystems].sort()).toEqual(['any', 'dax', ...target.fs].sort())
  expect([...capabilities].sort()).toEqual([...target.capabilities].sort())
})
