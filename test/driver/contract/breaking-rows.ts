import * as k from '../../../tools/driver/index.ts'
import { lease, outcomeOf, page, type Row, sleeps } from './row.ts'

/** Causes and ends of breaks. */
export const breakingRows: readonly Row[] = [
  {
    name: 'an open for writing sleeps until the read lease is released',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const writing = B.open('f', k.O_WRONLY)
      const before = [await sleeps(world, writing), await A.fcntl(fd, k.F_GETLEASE)]
      const released = await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
      return [...before, released, await writing]
    },
    outcome: [true, k.F_UNLCK, 0, 3],
  },
  {
    name: 'truncate by path sleeps, ftruncate through an old descriptor does not',
    run: async ({ world, A, B }) => {
      const old = await B.open('f', k.O_RDWR)
      const shrunk = await B.ftruncate(old, 0)
      await B.close(old)
      const fd = await lease(A, k.F_RDLCK)
      const cut = B.truncate('f', 0)
      const asleep = await sleeps(world, cut)
      await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
      return [shrunk, asleep, await cut]
    },
    outcome: [0, true, 0],
  },
  {
    name: 'a non-blocking open is refused, but starts the break',
    run: async ({ A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const refused = await outcomeOf(B.open('f', k.O_WRONLY | k.O_NONBLOCK))
      const { signal } = (await A.nextSignal()) ?? {}
      return [refused, signal, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: ['EAGAIN', 'SIGIO', k.F_UNLCK],
  },
  {
    name: 'calls other than an open for writing break nothing',
    run: async ({ A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      await B.open('f', k.O_RDONLY)
      await B.chmod('f', 0o644)
      await B.rename('f', 'g')
      await B.unlink('g')
      return [await A.nextSignal(), await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: [null, k.F_RDLCK],
  },
  {
    name: 'O_PATH does not break a write lease',
    run: async ({ A, B }) => {
      const fd = await lease(A, k.F_WRLCK)
      await B.open('f', k.O_PATH)
      return [await A.nextSignal(), await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: [null, k.F_WRLCK],
  },
  {
    name: 'a downgrade lets a reader in',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_WRLCK)
      const reading = B.open('f', k.O_RDONLY)
      const before = [await sleeps(world, reading), await A.fcntl(fd, k.F_GETLEASE)]
      const down = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
      return [...before, down, await reading, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: [true, k.F_RDLCK, 0, 3, k.F_RDLCK],
  },
  {
    name: 'a writable descriptor cannot be downgraded',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_WRLCK, k.O_RDWR)
      const reading = B.open('f', k.O_RDONLY)
      const asleep = await sleeps(world, reading)
      const down = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
      await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
      return [asleep, down, await reading]
    },
    outcome: [true, 'EAGAIN', 3],
  },
  {
    name: 'a handler that releases the lease lets the breaker in',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDONLY)
      await A.sigaction('SIGIO', [{ call: 'fcntl', args: [fd, k.F_SETLEASE, k.F_UNLCK] }])
      await A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)
      return B.open('f', k.O_WRONLY)
    },
    outcome: 3,
  },
  {
    name: 'a handled signal ends the wait of the breaker, not the break',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      await B.sigaction('SIGUSR1', [])
      const writing = outcomeOf(B.open('f', k.O_WRONLY))
      await world.settle()
      await A.kill(B, 'SIGUSR1')
      return [await writing, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: ['EINTR', k.F_UNLCK],
  },
]

/** Breaks that the holder does not answer. */
export const timeRows: readonly Row[] = [
  {
    name: 'after lease-break-time the kernel removes the lease',
    options: { ...page, leaseBreakTime: 1 },
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const began = world.now
      const opened = await B.open('f', k.O_WRONLY)
      const seconds = Math.floor(world.now - began + 0.01)
      const held = await A.fcntl(fd, k.F_GETLEASE)
      return [opened, seconds, held, await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK))]
    },
    outcome: [3, 1, k.F_UNLCK, 'EAGAIN'],
  },
]
