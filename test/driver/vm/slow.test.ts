import { expect } from 'vitest'
import * as k from '../../../tools/driver/index.ts'
import { look } from '../host/scene.ts'
import { guests, readWrite, size } from './scene.ts'

for (const fs of ['ext4-dax', 'xfs-dax'] as const) {
  const options = { fs, files: [{ name: 'f', size }] }
  guests(
    `a direct write from ${fs} blocks a truncate as long as the device takes`,
    async ({ world, A, B }) => {
      const map = await A.mmap(await A.open('f', k.O_RDWR), 0, size, readWrite, k.MAP_SHARED)
      await A.store(map, 0, 'x') // a hole has nothing to pin
      const write = A.writeDirect(map, 0, k.PAGE, 2)
      await world.settle()
      expect(look(write)).toMatchObject({ settled: false })
      await B.sigaction('SIGUSR1', [])
      const cut = B.ftruncate(await B.open('f', k.O_RDWR), 0)
      await world.settle()
      expect(look(cut)).toMatchObject({ settled: false })
      expect(await write).toBe(k.PAGE)
      await world.settle()
      if (world.target.name === 'vm:6.1') {
        // Linux 6.1 puts the page without waking the waiter, which rechecks after a signal.
        expect(look(cut)).toMatchObject({ settled: false })
        await A.kill(B, 'SIGUSR1')
      }
      expect(await cut).toBe(0)
    },
    options,
  )
}

guests('a direct write from the page cache does not block a truncate', async ({ driver }) => {
  await using world = await driver.openWorld({ fs: 'ext4', files: [{ name: 'f', size }] })
  const [A, B] = [await world.process('A'), await world.process('B')]
  const map = await A.mmap(await A.open('f', k.O_RDWR), 0, size, readWrite, k.MAP_SHARED)
  const write = A.writeDirect(map, 0, size, 2)
  await world.settle()
  expect(await B.truncate('f', 0)).toBe(0)
  expect(look(write)).toMatchObject({ settled: false })
  expect(await write).toBe(size)
})

guests('a direct write requires whole seconds and pages', async ({ A }) => {
  const map = await A.mmap(-1, 0, size, readWrite, k.MAP_PRIVATE | k.MAP_ANONYMOUS)
  await expect(A.writeDirect(map, 0, k.PAGE, 0)).rejects.toMatchObject({ code: 'EINVAL' })
  await expect(A.writeDirect(map, 1, k.PAGE, 1)).rejects.toMatchObject({ code: 'EINVAL' })
})
