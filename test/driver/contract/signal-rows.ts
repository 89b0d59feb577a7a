import * as k from '../../../tools/driver/index.ts'
import { lease, outcomeOf, type Row, sleeps } from './row.ts'

/** Recipients and forms of the signal of a break. */
export const signalRows: readonly Row[] = [
  {
    name: 'a break sends SIGIO without a descriptor',
    run: async ({ A, B }) => {
      await lease(A, k.F_RDLCK)
      await outcomeOf(B.open('f', k.O_WRONLY | k.O_NONBLOCK))
      return A.nextSignal()
    },
    outcome: { signal: 'SIGIO', signo: 29, si_code: 0x80 },
  },
  {
    name: 'F_SETSIG chooses the signal and adds the descriptor',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDONLY)
      await A.fcntl(fd, k.F_SETSIG, k.SIGRTMIN + 1)
      await A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)
      await outcomeOf(B.open('f', k.O_WRONLY | k.O_NONBLOCK))
      return [fd, await A.nextSignal()]
    },
    outcome: [3, { signal: 'SIGRTMIN+1', signo: 35, si_code: 3, si_fd: 3 }],
  },
  {
    name: 'F_SETOWN sends the signal to another process',
    run: async ({ A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      await A.fcntl(fd, k.F_SETOWN, B.pid)
      await outcomeOf(B.open('f', k.O_WRONLY | k.O_NONBLOCK))
      const { signal } = (await B.nextSignal()) ?? {}
      return [signal, await A.nextSignal()]
    },
    outcome: ['SIGIO', null],
  },
  {
    name: 'SIGIO by its default action kills the holder, and the breaker gets in',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDONLY)
      await A.sigaction('SIGIO', 'default')
      await A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)
      const opened = await B.open('f', k.O_WRONLY)
      return [opened, await outcomeOf(A.fcntl(fd, k.F_GETLEASE))]
    },
    outcome: [3, 'killed SIGIO'],
  },
  {
    name: 'an ignored signal does not affect the break',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDONLY)
      await A.sigaction('SIGIO', 'ignore')
      await A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)
      const refused = await outcomeOf(B.open('f', k.O_WRONLY | k.O_NONBLOCK))
      return [refused, await A.nextSignal(), await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: ['EAGAIN', null, k.F_UNLCK],
  },
]

/** Lifetime of leases. */
export const lifetimeRows: readonly Row[] = [
  {
    name: 'a duplicate keeps the lease; closing the last one lets the breaker in',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const copy = await A.dup(fd)
      await A.close(fd)
      const held = await A.fcntl(copy, k.F_GETLEASE)
      const writing = B.open('f', k.O_WRONLY)
      const asleep = await sleeps(world, writing)
      await A.close(copy)
      return [held, asleep, await writing]
    },
    outcome: [k.F_RDLCK, true, 3],
  },
  {
    name: 'the death of the holder lets the breaker in',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const writing = B.open('f', k.O_WRONLY)
      const asleep = await sleeps(world, writing)
      const C = await world.process('C')
      await C.kill(A, 'SIGKILL')
      return [asleep, await writing, await outcomeOf(A.close(fd))]
    },
    outcome: [true, 3, 'killed SIGKILL'],
  },
  {
    name: 'a forked child shares the lease and can release it',
    run: async ({ world, A }) => {
      const fd = await lease(A, k.F_RDLCK)
      await A.fork('child')
      const child = await world.process('child')
      const held = await child.fcntl(fd, k.F_GETLEASE)
      const released = await child.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
      return [held, released, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: [k.F_RDLCK, 0, k.F_UNLCK],
  },
]
