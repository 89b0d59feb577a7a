import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import * as manproof from 'manproof'
import * as sim from 'manproof/sim'
import { expect, test } from 'vitest'
import { root, tracked } from '../house/tree.ts'

test('`manproof/sim` has the names of `manproof`', () => {
  expect(Object.keys(sim).sort()).toEqual(Object.keys(manproof).sort())
  expect(sim.openWorld).not.toBe(manproof.openWorld)
})

test('`profile` selects the kernel, by default `rfc-v1`', async () => {
  await using first = await sim.openWorld()
  await using second = await sim.openWorld({ profile: 'linux-6.12', fs: 'xfs' })
  expect([first.target.name, second.target.name]).toEqual(['sim:rfc-v1', 'sim:linux-6.12'])
  expect(second.trace().input).toEqual([{ world: { fs: 'xfs' } }])
})

test('an unknown profile is refused', async () => {
  const profile = 'linux-2.4' as sim.SimProfile
  await expect(sim.openWorld({ profile })).rejects.toThrow('Unexpected profile `linux-2.4`')
})

test('the environment is ignored', async () => {
  process.env['MANPROOF_TARGET'] = 'host'
  try {
    await using world = await sim.openWorld({ profile: 'rfc-v2' })
    expect(world.target.name).toBe('sim:rfc-v2')
  } finally {
    delete process.env['MANPROOF_TARGET']
  }
})

test('`manproof/sim` reaches no module that talks to a kernel', () => {
  const known = new Set(tracked('tools/*.ts'))
  const reached = new Set(['tools/sim.ts'])
  for (const path of reached) {
    const text = readFileSync(`${root}${path}`, 'utf8')
    for (const [, to = ''] of text.matchAll(/from '(\.[^']+)'/g)) {
      reached.add(posix.join(posix.dirname(path), to))
    }
  }
  expect([...reached].filter((path) => !known.has(path))).toEqual([])
  expect([...reached].filter((path) => /driver\/(?:host|vm)\//.test(path))).toEqual([])
  expect(reached).toContain('tools/model/step.ts')
})

test('the built package can be imported by name', ({ skip }) => {
  if (!existsSync(`${root}dist/tools/fast-check.js`)) skip('nothing is built')
  const program = `
    import { openWorld, F_SETLEASE, F_RDLCK } from 'manproof/sim'
    import { anyProgram } from 'manproof/fast-check'
    await using world = await openWorld({ profile: 'linux-6.12', files: [{ name: 'f' }] })
    const app = await world.process('app')
    console.log(await app.fcntl(await app.open('f', 0), F_SETLEASE, F_RDLCK), typeof anyProgram)
  `.replace('await using', 'const')
  const out = execFileSync('node', ['--input-type=module', '--eval', program], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(out).toBe('0 function\n')
})
