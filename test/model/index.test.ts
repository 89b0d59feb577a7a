import { expect, test } from 'vitest'
import * as model from '../../tools/model/index.ts'

test('all rules of all profiles have a row and a source', () => {
  for (const profile of Object.values(model.profiles)) {
    for (const [name, rule] of Object.entries(profile.rules)) {
      expect(rule.row, `${profile.name} ${name}`).toMatch(/^[1-9A-Z]/)
      expect(rule.source.length, `${profile.name} ${name}`).toBeGreaterThan(5)
    }
  }
})

test('`createState` refuses unknown profiles, filesystems and directories', () => {
  expect(() => model.createState('linux-2.6' as 'rfc-v1', {})).toThrow(
    'Unexpected profile `linux-2.6`, expected one of `profiles`',
  )
  expect(() => model.createState('rfc-v1', { fs: 'nfs' as 'ext4' })).toThrow(
    'Unexpected filesystem `nfs`, expected one of the model',
  )
  expect(() => model.createState('rfc-v1', { files: [{ name: 'd/f' }] })).toThrow(
    'Unexpected file `d/f`, expected its directory before it',
  )
})

test('`step` throws for invalid events', () => {
  const state = model.createState('rfc-v1', {})
  const call = { kind: 'call', id: 1, process: 'A', args: [] } as const
  expect(() => model.step(state, { ...call, call: 'close' })).toThrow('Unexpected process `A`')
  const spawned = model.step(state, { kind: 'spawn', process: 'A' }).state
  expect(() => model.step(spawned, { ...call, call: 'clsoe' })).toThrow('Unexpected call `clsoe`')
  expect(() => model.step(spawned, { kind: 'spawn', process: 'A' })).toThrow('that is free')
  const woken = { kind: 'run', process: 'A', id: 9 } as const
  expect(() => model.step(spawned, woken)).toThrow('Unexpected event for call `9`')
})
