import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import * as k from '../../../tools/driver/index.ts'
import { openDriver, vmStatus } from '../../../tools/driver/vm/index.ts'
import { failure, look } from '../host/scene.ts'
import { guests, pageWaitOf, readWrite, size } from './scene.ts'

test('the remedy for a missing guest is its preparation', async () => {
  const driver = openDriver({ kernel: '6.12', cache: '/nowhere' })
  expect(await driver.probe()).toEqual({
    available: false,
    name: 'vm:6.12',
    reason: 'no guest has been prepared',
    remedy: 'manproof vm prepare --only 6.12',
  })
  expect(await failure(driver.openWorld())).toBe(
    'UnsupportedError: Cannot use vm:6.12: no guest has been prepared; manproof vm prepare --only 6.12',
  )
})

guests('has every filesystem, with DAX by name', async ({ world, driver }) => {
  expect(world.target.fs).toEqual(['ext4-dax', 'xfs-dax', 'ext4', 'xfs', 'tmpfs'])
  for (const fs of world.target.fs) {
    await using other = await driver.openWorld({ fs, files: [{ name: 'f', size: k.PAGE }] })
    const process = await other.process('A')
    const status = await process.stat('f')
    expect([fs, other.fs, status.dax]).toEqual([fs, fs, fs.endsWith('-dax')])
  }
})

guests('refuses long-term pins of DAX files', async ({ world, A }) => {
  const fd = await A.open('f', k.O_RDWR)
  const map = await A.mmap(fd, 0, size, readWrite, k.MAP_SHARED)
  const attempts = [
    A.ibv_reg_mr(map, 0, size, k.IBV_ACCESS_LOCAL_WRITE),
    A.io_uring_register_buffers(map, 0, size),
    A.pin_user_pages(map, 0, size, k.FOLL_LONGTERM | k.FOLL_WRITE),
  ]
  const outcomes = await Promise.all(attempts.map(failure))
  expect(outcomes).toEqual([
    `SystemError: EOPNOTSUPP: ibv_reg_mr on ${world.target.name}`,
    `SystemError: EOPNOTSUPP: io_uring_register_buffers on ${world.target.name}`,
    `SystemError: EOPNOTSUPP: pin_user_pages on ${world.target.name}`,
  ])
  const memory = await A.mmap(-1, 0, size, readWrite, k.MAP_PRIVATE | k.MAP_ANONYMOUS)
  const region = await A.ibv_reg_mr(memory, 0, size, k.IBV_ACCESS_LOCAL_WRITE)
  expect(await A.ibv_dereg_mr(region)).toBe(0)
  expect(await A.open('f', k.O_RDONLY)).toBe(fd + 1) // the device took no number of ours
})

for (const fs of ['ext4-dax', 'xfs-dax'] as const) {
  const options = { fs, files: [{ name: 'f', size }] }
  guests(
    `a short-term pin blocks a truncate on ${fs}, as the kernel shows`,
    async ({ world, A, B }) => {
      const map = await A.mmap(await A.open('f', k.O_RDWR), 0, size, readWrite, k.MAP_SHARED)
      const pin = await A.pin_user_pages(map, 0, k.PAGE, k.FOLL_WRITE)
      const cut = B.ftruncate(await B.open('f', k.O_RDWR), 0)
      await world.settle()
      expect(look(cut)).toEqual({
        settled: false,
        waitsFor: pageWaitOf(world, fs),
        state: 'S',
      })
      await A.unpin_user_pages(pin)
      expect(await cut).toBe(0)
    },
    options,
  )
}

guests('the death of the pinning process ends the wait', async ({ world, A, B }) => {
  const map = await A.mmap(await A.open('f', k.O_RDWR), 0, size, readWrite, k.MAP_SHARED)
  await A.pin_user_pages(map, 0, k.PAGE, k.FOLL_WRITE)
  const cut = B.ftruncate(await B.open('f', k.O_RDWR), 0)
  await world.settle()
  await B.kill(A, 'SIGKILL')
  expect(await cut).toBe(0)
})

guests('blocked calls of a world do not affect the next one', async (scene) => {
  const { driver } = scene
  await scene.world[Symbol.asyncDispose]()
  for (let round = 0; round < 5; round++) {
    await using world = await driver.openWorld({ files: [{ name: 'f', size }], leaseBreakTime: 7 })
    const A = await world.process('A')
    const map = await A.mmap(await A.open('f', k.O_RDWR), 0, size, readWrite, k.MAP_SHARED)
    await A.pin_user_pages(map, 0, k.PAGE, k.FOLL_WRITE)
    for (const name of ['B', 'C', 'D']) {
      const process = await world.process(name)
      void process.truncate('f', 0).catch(() => {})
    }
    await world.settle()
    expect(world.leaseBreakTime).toBe(7)
  }
  await using last = await driver.openWorld()
  expect(last.leaseBreakTime).toBe(45)
  const A = await last.process('A')
  expect(await A.readFile('/proc/self/status')).toContain('State:')
})

guests('lease-break-time applies in the guest', async ({ world, A, B }) => {
  world.leaseBreakTime = 1
  const fd = await A.open('f', k.O_RDONLY)
  await A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)
  const open = B.open('f', k.O_WRONLY)
  await world.settle()
  expect(look(open)).toEqual({ settled: false, waitsFor: '__break_lease', state: 'S' })
  await world.advance(1)
  expect(await open).toBe(3)
})

function parentOf(pid: number): number {
  return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'ascii'))?.[1])
}

guests(
  'a killed guest is reported by its calls, and replaced',
  async (scene) => {
    const { driver, world, A } = scene
    const waiting = failure(A.open('fifo', k.O_RDONLY))
    const { running } = await vmStatus()
    const mine = running.find(
      ({ line, pid }) => world.target.name === `vm:${line}` && parentOf(pid) === process.pid,
    )
    expect(mine).toBeDefined()
    if (mine !== undefined) process.kill(mine.pid, 'SIGKILL')
    expect(await waiting).toBe(
      'Error: Cannot reach the actor program: the guest ended (it was killed by SIGKILL)',
    )
    await setTimeout(0)
    await using next = await driver.openWorld({ files: [{ name: 'f', size }] })
    const again = await next.process('A')
    expect((await again.stat('f')).size).toBe(size)
  },
  { files: [{ name: 'fifo', type: 'fifo' }] },
)

test('a saved state serves several worlds at once', async ({ skip }) => {
  const driver = openDriver({ kernel: '6.12' })
  const target = await driver.probe()
  if (!target.available) return skip(`${target.reason}; ${target.remedy}`)
  const worlds = await Promise.all([1, 2, 3].map(() => driver.openWorld({ fs: 'tmpfs' })))
  const seen = new Set(worlds.map((world) => world.dir))
  expect(seen.size).toBe(3)
  await Promise.all(worlds.map((world) => world[Symbol.asyncDispose]()))
})
