import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { knownTargets, simProfiles, simTarget } from '../../tools/driver/index.ts'
import { openDriver } from '../../tools/driver/sim/index.ts'
import { hostTarget, nearestTwin, vmTarget } from '../../tools/driver/targets/index.ts'
import { disks } from '../../tools/driver/vm/disks.ts'
import { profiles } from '../../tools/model/index.ts'

test('the simulator has a target for each profile of the model', () => {
  expect([...simProfiles].sort()).toEqual(Object.keys(profiles).sort())
})

test('selectors of a target are its family and its profile, the most specific last', () => {
  expect(simTarget('rfc-v1').selectors).toEqual(['sim', 'rfc', 'rfc-v1'])
  expect(simTarget('linux-6.18').selectors).toEqual(['sim', 'linux', 'linux-6.18'])
  expect(hostTarget({ nearest: '6.12' }).selectors).toEqual(['linux', 'real', 'linux-6.12'])
})

test('a target declares what its driver says of release and filesystems', async () => {
  for (const profile of simProfiles) {
    const { release = '', fs } = simTarget(profile)
    const info = await openDriver({ profile }).probe()
    if (!info.available) throw new Error('Unexpected answer, expected an available simulator')
    expect(fs).toEqual(info.fs)
    const isWhole = profile.startsWith('linux-')
    expect(isWhole ? info.release : `${info.release.slice(0, 6)}*`).toBe(release)
  }
  expect(vmTarget('6.12').fs).toEqual([...disks.map((disk) => disk.fs), 'tmpfs'])
  expect([vmTarget('6.12').release, vmTarget('newest').release]).toEqual(['6.12.*', undefined])
  expect(hostTarget().release).toBeUndefined()
})

test('a target is plain data, and its module exists', () => {
  for (const target of knownTargets()) {
    expect(JSON.parse(JSON.stringify(target))).toEqual(target)
    expect(existsSync(fileURLToPath(target.module))).toBe(true)
  }
})

test.each([
  ['5.10.0', '6.1'],
  ['6.1.192-2', '6.1'],
  ['6.6.30', '6.1'],
  ['6.14.0', '6.12'],
  ['6.15.1', '6.18'],
  ['6.18.44-amd64', '6.18'],
  ['6.19', '6.18'],
  ['7.0.4', '7.2'],
  ['7.2.0', '7.2'],
  ['8.0', '7.2'],
])('the twin of kernel %s is linux-%s', (kernel, line) => {
  expect(nearestTwin(kernel)).toBe(line)
})

test.each<[() => unknown, string]>([
  [
    () => simTarget('rfc-v99' as never),
    'simTarget: Unexpected profile `rfc-v99`, expected `rfc-v1`',
  ],
  [() => simTarget(5 as never), 'simTarget: Unexpected number `5` as profile, expected `rfc-v1`, '],
  [
    () => hostTarget(5 as never),
    'hostTarget: Unexpected number `5` as options, expected an object',
  ],
  [() => hostTarget({ nearest: '9' as never }), 'hostTarget: Unexpected string `9` in `nearest`'],
  [
    () => vmTarget('5'),
    'vmTarget: Unexpected kernel `5`, expected `6.1`, `6.12`, `newest` or `own`',
  ],
  [() => vmTarget('6.1', { cache: 5 as never }), 'vmTarget: Unexpected number `5` in `cache`'],
])('%s is refused', (declare, reason) => {
  expect(declare).toThrow(reason)
})
