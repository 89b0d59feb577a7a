import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import * as k from '../../../tools/driver/index.ts'
import { driver, failure, lease, look, page, readWrite, real, target } from './scene.ts'

describe('sleeping calls', () => {
  real('a call that works is not asleep, however long it takes', async ({ world, A }) => {
    const fd = await A.open('big', k.O_RDWR | k.O_CREAT)
    const write = A.pwrite(fd, { fill: 1, length: 128 << 20 }, 0)
    const sync = A.fsync(fd)
    await world.settle()
    expect([look(write), look(sync)]).toEqual([{ settled: true }, { settled: true }])
    expect(world.trace().output.filter((line) => 'blocked' in line)).toEqual([])
  })

  real('a process makes further calls while one sleeps', async ({ world, A }) => {
    const fd = await lease(A)
    const cuts = [A.truncate('f', 0), A.truncate('f', 0), A.truncate('f', 0)]
    await world.settle()
    expect(cuts.map(look)).toEqual(
      cuts.map(() => ({ settled: false, waitsFor: '__break_lease', state: 'S' })),
    )
    expect(await A.fcntl(fd, k.F_GETLEASE)).toBe(k.F_UNLCK)
    expect(await A.nextSignal()).toMatchObject({ signal: 'SIGIO' })
    expect(await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)).toBe(0)
    expect(await Promise.all(cuts)).toEqual([0, 0, 0])
  })

  real('calls that were not awaited are made in order', async ({ A }) => {
    const calls = [A.open('f', k.O_RDONLY), A.dup(3), A.close(3), A.dup(4), A.close(4)]
    expect(await Promise.all(calls)).toEqual([3, 4, 0, 3, 0])
  })
})

describe('ends', () => {
  real('a sleeping call ends with its process', async ({ world, A, B }) => {
    await lease(A)
    const cut = B.truncate('f', 0)
    await world.settle()
    expect(await A.kill(B, 'SIGTERM')).toBe(0)
    expect(await failure(cut)).toBe('KilledError: Process B was killed by SIGTERM')
    expect(await failure(B.open('f', 0))).toBe('KilledError: Process B was killed by SIGTERM')
    await world.settle()
    expect(await failure(A.kill(B.pid, 0))).toBe('SystemError: ESRCH: kill on host')
  })

  real(
    'a sleeping call ends with the world, without an unhandled rejection',
    async ({ A, B, world }) => {
      await lease(A)
      const cut = B.truncate('f', 0)
      await world.settle()
      await world[Symbol.asyncDispose]()
      expect(await failure(cut)).toBe(
        'Error: Cannot finish `truncate` of B: the world was disposed',
      )
      expect(await failure(A.open('f', 0))).toBe(
        'Error: Cannot call `open` of A: the world of host was disposed',
      )
      expect(existsSync(world.dir)).toBe(false)
      expect(existsSync(`/proc/${B.pid}`)).toBe(false)
    },
  )

  test.runIf(target.available)('200 worlds with sleeping calls leave no process', async () => {
    const pids: number[] = []
    for (let i = 0; i < 200; i++) {
      const world = await driver.openWorld(page)
      const A = await world.process('A')
      await lease(A)
      A.truncate('f', 0).catch(() => {})
      await world.settle()
      pids.push(A.pid)
      await world[Symbol.asyncDispose]()
    }
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([])
  })
})

describe('signals', () => {
  real('a handler makes its calls and interrupts the call that slept', async ({ world, A, B }) => {
    await lease(A)
    const fd = await B.open('f', k.O_RDONLY)
    await B.sigaction('SIGUSR1', [{ call: 'close', args: [fd] }])
    const cut = B.truncate('f', 0)
    await world.settle()
    await A.kill(B, 'SIGUSR1')
    expect(await failure(cut)).toBe("SystemError: EINTR: truncate 'f' on host")
    expect(await failure(B.fsync(fd))).toBe('SystemError: EBADF: fsync on host')
  })

  real('a signal can have one action after another', async ({ world, A, B }) => {
    await B.sigaction('SIGUSR1', 'ignore')
    await A.kill(B, 'SIGUSR1')
    await B.sigaction('SIGUSR1', 'collect')
    await A.kill(B, 'SIGUSR1')
    expect(await B.nextSignal()).toEqual({ signal: 'SIGUSR1', signo: 10, si_code: 0 })
    expect(await B.nextSignal()).toBe(null)
    await B.sigaction('SIGUSR1', [{ call: 'dup', args: [0] }])
    await A.kill(B, 'SIGUSR1')
    await world.settle()
    expect(await B.nextSignal()).toBe(null)
    expect(await B.dup(0)).toBe(4)
    await B.sigprocmask('block', 'SIGUSR1')
    await B.sigaction('SIGUSR1', 'default')
    await A.kill(B, 'SIGUSR1')
    await world.settle()
    expect(await B.dup(0)).toBe(5)
    await B.sigprocmask('unblock', 'SIGUSR1').catch(() => {})
    expect(await failure(B.dup(0))).toBe('KilledError: Process B was killed by SIGUSR1')
    expect(await failure(A.sigaction('SIGKILL', 'ignore'))).toMatch('EINVAL')
  })

  real('a fault is an outcome, a sent SIGSEGV kills', async ({ A, B }) => {
    const fd = await A.open('f', k.O_RDWR)
    const map = await A.mmap(fd, 0, 2 * k.PAGE, readWrite, k.MAP_SHARED)
    expect(await A.store(map, 0, 'x')).toBe(1)
    expect(await failure(A.load(map, k.PAGE, 1))).toBe('SystemError: SIGBUS: load on host')
    expect(await failure(A.load(map, 2 * k.PAGE, 1))).toBe('SystemError: SIGSEGV: load on host')
    await A.mprotect(map, k.PROT_READ)
    expect(await failure(A.store(map, 0, 'y'))).toBe('SystemError: SIGSEGV: store on host')
    expect(await A.munmap(map)).toBe(0)
    expect(await failure(A.load(map, 0, 1))).toBe('SystemError: SIGSEGV: load on host')
    expect(await failure(A.mprotect(map, k.PROT_READ))).toBe(
      'SystemError: ENOMEM: mprotect on host',
    )
    expect(await A.pread(fd, 1, 0)).toEqual({ hex: '78' })
    await B.kill(A, 'SIGSEGV')
    expect(await failure(A.dup(fd))).toBe('KilledError: Process A was killed by SIGSEGV')
  })
})
