import { expect, test } from 'vitest'
import type { Process, World } from '../../tools/driver/index.ts'
import * as k from '../../tools/driver/index.ts'
import { openDriver } from '../../tools/driver/sim/index.ts'
import { outcomeOf, sleeps } from './contract/row.ts'

interface Fixture {
  readonly world: World
  readonly A: Process
  readonly B: Process
  readonly a: number
  readonly b: number
  readonly map: k.Mapping
}

/** Open the world of the conformance rows: A with a mapping of 16 pages, B with a descriptor. */
async function fixture(profile: string, options: k.WorldOptions = {}): Promise<Fixture> {
  const world = await openDriver({ profile }).openWorld({
    fs: 'ext4-dax',
    files: [{ name: 'f', size: 16 * k.PAGE }],
    ...options,
  })
  const A = await world.process('A')
  const B = await world.process('B')
  const a = await A.open('f', k.O_RDWR)
  const b = await B.open('f', k.O_RDWR)
  const prot = k.PROT_READ | k.PROT_WRITE
  const map = await A.mmap(a, 0, 16 * k.PAGE, prot, k.MAP_SHARED)
  return { world, A, B, a, b, map }
}

const LAYOUT = { 'rfc-v1': k.F_LAYOUT, 'rfc-v2': k.F_LAYOUT | k.F_EXCLUSIVE }

test('S49: v1 refuses to cut a pinned file after lease-break-time', async () => {
  const { world, A, B, a, b, map } = await fixture('rfc-v1')
  await A.fcntl(a, k.F_SETLEASE, LAYOUT['rfc-v1'])
  await A.ibv_reg_mr(map, 0, 16 * k.PAGE)
  const cut = B.ftruncate(b, 0)
  expect(await sleeps(world, cut)).toBe(true)
  expect(world.now).toBe(0)
  expect(await outcomeOf(cut)).toBe('ETXTBSY')
  expect(world.now).toBe(45)
  expect(await A.fcntl(a, k.F_GETLEASE)).toBe(k.F_UNLCK)
  expect(await outcomeOf(A.ibv_reg_mr(map, 0, k.PAGE))).toBe('EPERM')
})

test('S49: v2 refuses at once, and the lease remains', async () => {
  const { world, A, B, a, b, map } = await fixture('rfc-v2')
  await A.fcntl(a, k.F_SETLEASE, LAYOUT['rfc-v2'])
  await A.ibv_reg_mr(map, 0, 16 * k.PAGE)
  expect(await outcomeOf(B.ftruncate(b, 0))).toBe('ETXTBSY')
  expect(await A.nextSignal()).toBe(null)
  expect([world.now, await A.fcntl(a, k.F_GETLEASE)]).toEqual([0, k.F_LAYOUT])
})

test('S46: a handler that unpins and releases lets the breaker continue at once', async () => {
  const { world, A, B, a, b, map } = await fixture('rfc-v1')
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  const mr = await A.ibv_reg_mr(map, 0, 16 * k.PAGE)
  await A.sigaction('SIGIO', [
    { call: 'ibv_dereg_mr', args: [mr] },
    { call: 'fcntl', args: [a, k.F_SETLEASE, k.F_UNLCK] },
  ])
  expect([await B.ftruncate(b, 0), world.now]).toEqual([0, 0])
})

test('S53: awaiting a call that nothing can end is an error with its reason', async () => {
  const { A, B, a, b, map } = await fixture('rfc-v2')
  await A.fcntl(a, k.F_SETLEASE, LAYOUT['rfc-v2'])
  await A.ibv_reg_mr(map, 0, 16 * k.PAGE)
  await A.fcntl(a, k.F_SETLEASE, k.F_UNLCK)
  const cut = B.ftruncate(b, 0)
  await expect(cut).rejects.toThrow(k.DeadlockError)
  await expect(cut).rejects.toThrow(
    /^Cannot wait for `ftruncate` of B: no deadline and no other call ends it \(.+\)$/,
  )
})

test('time does not pass for a sleeping call that is not awaited', async () => {
  const { world, A, B, a, b } = await fixture('rfc-v1')
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  const cut = B.ftruncate(b, 0)
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect([world.now, await sleeps(world, cut)]).toEqual([0, true])
  await A.fcntl(a, k.F_SETLEASE, k.F_UNLCK)
  expect([await cut, world.now]).toEqual([0, 0])
})

test('other calls go first before time passes for an awaited call', async () => {
  const { world, A, B, a, b } = await fixture('rfc-v1')
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  const release = async () => {
    await A.nextSignal()
    return A.fcntl(a, k.F_SETLEASE, k.F_UNLCK)
  }
  expect(await Promise.all([B.ftruncate(b, 0), release()])).toEqual([0, 0])
  expect(world.now).toBe(0)
})

test('time advances from deadline to deadline, fractions included', async () => {
  const { world, A, B, a, b } = await fixture('rfc-v1', { leaseBreakTime: 2 })
  await world.advance(0.1)
  await world.advance(0.2)
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  const cut = B.ftruncate(b, 0)
  await world.advance(1.9)
  expect([world.now, await sleeps(world, cut)]).toEqual([2.2, true])
  await world.advance(0.1)
  expect([world.now, await sleeps(world, cut)]).toEqual([2.3, false])
})

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('time does not advance by %d', async (s) => {
  const { world } = await fixture('rfc-v1')
  await expect(world.advance(s)).rejects.toThrow(
    new RangeError(`Unexpected ${s} seconds, expected a number of at least 0`),
  )
})

test('numbers that are not whole or not finite get an errno', async () => {
  const { B, b } = await fixture('linux-6.18')
  for (const length of [1.5, Number.NaN, Number.NEGATIVE_INFINITY]) {
    expect(await outcomeOf(B.ftruncate(b, length))).toBe('EINVAL')
    expect(await outcomeOf(B.ftruncate(length, 0))).toBe('EBADF')
  }
})

test('an error is like that of Node, with the stack of the caller', async () => {
  const { A, B, a, b } = await fixture('rfc-v1')
  const missing = await B.open('none', k.O_RDONLY).catch((error: unknown) => error)
  expect(missing).toMatchObject({
    name: 'SystemError',
    message: "ENOENT: open 'none' on sim:rfc-v1",
    code: 'ENOENT',
    errno: -2,
    syscall: 'open',
    path: 'none',
    target: 'sim:rfc-v1',
  })
  expect((missing as Error).stack?.split('\n')[1]).toContain('sim.test.ts')
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  const cut = B.open('f', k.O_WRONLY | k.O_TRUNC)
  await B.kill(B, 'SIGKILL').catch(() => {})
  const late = await cut.catch((error: Error) => error.stack)
  expect(late).toContain('sim.test.ts')
  expect(await outcomeOf(B.close(b))).toBe('killed SIGKILL')
})

test('a disposed world refuses calls and ends sleeping ones', async () => {
  const { world, A, B, a, b } = await fixture('rfc-v1')
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  const cut = B.ftruncate(b, 0)
  await world.settle()
  await world[Symbol.asyncDispose]()
  await expect(cut).rejects.toThrow(/^Cannot finish `ftruncate` of B: the world was disposed$/)
  const reason = (what: string) => new Error(`Cannot ${what}: the world of sim:rfc-v1 was disposed`)
  await expect(A.close(a)).rejects.toThrow(reason('call `close` of A'))
  await expect(world.process('C')).rejects.toThrow(reason('make process C'))
  await expect(world.advance(1)).rejects.toThrow(reason('advance'))
})

test('`exit` ends a process and releases its leases', async () => {
  const { A, B, a } = await fixture('rfc-v1')
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  await A.exit(3)
  expect(await outcomeOf(A.close(a))).toBe('killed SIGKILL')
  expect(await B.readFile('/proc/locks')).toBe('')
})

test('a late failure of a call that is not awaited is not an unhandled rejection', async () => {
  const unhandled: unknown[] = []
  const note = (reason: unknown) => unhandled.push(reason)
  process.on('unhandledRejection', note)
  const { world, A, B, a, map } = await fixture('rfc-v1')
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  await A.ibv_reg_mr(map, 0, k.PAGE)
  void B.truncate('f', 0)
  await world.advance(45)
  expect(world.trace().output.at(-2)).toMatchObject({ errno: 'ETXTBSY', at: 45 })
  await new Promise((resolve) => setTimeout(resolve, 5))
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})
