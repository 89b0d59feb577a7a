import { afterEach, expect, test, vi } from 'vitest'
import { knownTargets, openTarget, openWorld, UnsupportedError } from '../../tools/driver/index.ts'

const harnessKey = Symbol.for('manproof.harness')

afterEach(() => {
  vi.unstubAllEnvs()
  Reflect.deleteProperty(globalThis, harnessKey)
})

test('without a harness and a name, the target is the simulator under `rfc-v1`', async () => {
  vi.stubEnv('MANPROOF_TARGET', '')
  const world = await openWorld({ fs: 'xfs-dax', leaseBreakTime: 7 })
  expect([world.target.name, world.dir, world.leaseBreakTime]).toEqual(['sim:rfc-v1', '/sim', 7])
})

test('the environment names the target', async () => {
  vi.stubEnv('MANPROOF_TARGET', 'sim:linux-6.12')
  expect((await openWorld()).target.name).toBe('sim:linux-6.12')
})

test('an unknown name is refused with the known ones, the most similar first', async () => {
  vi.stubEnv('MANPROOF_TARGET', 'sim:rfc2')
  const refused = await openWorld().catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(RangeError)
  const { message } = refused as RangeError
  expect(message).toMatch(
    /^Unexpected target `sim:rfc2`, expected one of `sim:rfc-v2`, `sim:rfc-v1`, /,
  )
  for (const { name } of knownTargets()) expect(message).toContain(`\`${name}\``)
})

test('a harness overrides the environment', async () => {
  const driver = await openTarget('sim:rfc-v2')
  const asked: unknown[] = []
  Reflect.set(globalThis, harnessKey, {
    openWorld: (options: object) => {
      asked.push(options)
      return driver.openWorld(options)
    },
  })
  expect((await openWorld({ fs: 'dax' })).target.name).toBe('sim:rfc-v2')
  expect(asked).toEqual([{ fs: 'dax' }])
})

test('a filesystem that the target lacks is unsupported', async () => {
  const driver = await openTarget('sim:rfc-v1')
  const fs = 'zfs' as unknown as 'any'
  const refusal = driver.openWorld({ fs })
  await expect(refusal).rejects.toThrow(UnsupportedError)
  await expect(refusal).rejects.toThrow(/^Cannot do `fs=zfs` on sim:rfc-v1: it has ext4-dax, /)
})
