import * as k from '../../../tools/driver/index.ts'
import { lease, outcomeOf, page, type Row, sleeps } from './row.ts'

const readWrite: number = k.PROT_READ | k.PROT_WRITE

/** Sharing by fork and SCM_RIGHTS, and effects of execve. */
export const sharingRows: readonly Row[] = [
  {
    name: 'a passed descriptor shares the lease, and has the lowest free number',
    run: async ({ A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      await B.open('f', k.O_RDONLY)
      const there = await A.send_fd(B, fd)
      const held = await B.fcntl(there, k.F_GETLEASE)
      const released = await B.fcntl(there, k.F_SETLEASE, k.F_UNLCK)
      return [there, held, released, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: [4, k.F_RDLCK, 0, k.F_UNLCK],
  },
  {
    name: 'the receiver keeps the lease after the sender has closed and ended',
    run: async ({ world, A, B }) => {
      const there = await A.send_fd(B, await lease(A, k.F_RDLCK))
      await A.exit()
      const C = await world.process('C')
      const writing = C.open('f', k.O_WRONLY)
      const asleep = await sleeps(world, writing)
      await B.close(there)
      return [asleep, await writing]
    },
    outcome: [true, 3],
  },
  {
    name: 'a process that sleeps in a call can receive a descriptor',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const writing = B.open('f', k.O_WRONLY)
      const asleep = await sleeps(world, writing)
      const there = await A.send_fd(B, fd)
      await B.fcntl(there, k.F_SETLEASE, k.F_UNLCK)
      return [asleep, there, await writing]
    },
    // An `open` takes its number before it sleeps.
    outcome: [true, 4, 3],
  },
  {
    name: 'only open descriptors are passed, and only to live processes',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDONLY)
      const closed = await outcomeOf(A.send_fd(B, 9))
      await B.exit()
      return [closed, await outcomeOf(A.send_fd(B, fd))]
    },
    outcome: ['EBADF', 'ESRCH'],
  },
  {
    name: 'execve closes descriptors with FD_CLOEXEC, and their leases with them',
    run: async ({ A, B }) => {
      const kept = await A.open('f', k.O_RDONLY)
      const gone = await A.open('f', k.O_RDONLY | k.O_CLOEXEC)
      await A.fcntl(gone, k.F_SETLEASE, k.F_RDLCK)
      const ran = await A.execve()
      const after = [await outcomeOf(A.fcntl(gone, k.F_GETLEASE)), await A.fcntl(kept, k.F_GETFD)]
      return [ran, ...after, await B.open('f', k.O_WRONLY), await A.open('f', k.O_RDONLY)]
    },
    outcome: [0, 'EBADF', 0, 3, 4],
  },
  {
    name: 'a lease on a descriptor without FD_CLOEXEC survives execve, and so does its signal',
    run: async ({ A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      await A.execve()
      const held = await A.fcntl(fd, k.F_GETLEASE)
      await outcomeOf(B.open('f', k.O_WRONLY | k.O_NONBLOCK))
      const { signal } = (await A.nextSignal()) ?? {}
      return [held, signal, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: [k.F_RDLCK, 'SIGIO', k.F_UNLCK],
  },
  {
    name: 'execve unmaps, so a mapping no longer counts as a writer',
    run: async ({ A, B }) => {
      const writer = await A.open('f', k.O_RDWR)
      const map = await A.mmap(writer, 0, k.PAGE, readWrite, k.MAP_SHARED)
      await A.close(writer)
      const fd = await B.open('f', k.O_RDONLY)
      const before = await outcomeOf(B.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
      await A.execve()
      const after = await outcomeOf(B.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
      return [before, after, await outcomeOf(A.load(map, 0, 1))]
    },
    outcome: ['EAGAIN', 0, 'SIGSEGV'],
  },
  {
    name: 'execve removes handlers, and keeps signals ignored',
    run: async ({ A, B }) => {
      await A.sigaction('SIGUSR1', 'ignore')
      await A.sigaction('SIGUSR2', [])
      await A.execve()
      await B.kill(A, 'SIGUSR1')
      const fd = await A.open('f', k.O_RDONLY)
      await B.kill(A, 'SIGUSR2')
      return [fd, await outcomeOf(A.close(fd))]
    },
    outcome: [3, 'killed SIGUSR2'],
  },
  {
    name: 'execve ends the other threads: their calls never return',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const writing = outcomeOf(B.open('f', k.O_WRONLY))
      await world.settle()
      const ran = await B.execve()
      return [ran, await writing, await A.fcntl(fd, k.F_GETLEASE), await B.open('f', k.O_RDONLY)]
    },
    outcome: [0, 'killed SIGKILL', k.F_UNLCK, 3],
  },
  {
    name: 'two calls of execve keep the process, and do not reuse handles',
    run: async ({ A }) => {
      const fd = await A.open('f', k.O_RDWR)
      const old = await A.mmap(fd, 0, k.PAGE, readWrite, k.MAP_SHARED)
      await A.execve()
      await A.execve()
      const map = await A.mmap(fd, 0, k.PAGE, readWrite, k.MAP_SHARED)
      const stored = await A.store(map, 0, 'x')
      return [stored, await outcomeOf(A.load(old, 0, 1)), await A.pread(fd, 1, 0)]
    },
    outcome: [1, 'SIGSEGV', { hex: '78' }],
  },
  {
    name: 'a child of fork keeps the lease when its parent calls execve',
    run: async ({ world, A }) => {
      const fd = await A.open('f', k.O_RDONLY | k.O_CLOEXEC)
      await A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK)
      await A.fork('child')
      const child = await world.process('child')
      await A.execve()
      return [await outcomeOf(A.close(fd)), await child.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: ['EBADF', k.F_RDLCK],
  },
  {
    name: 'a call interrupted by a handler with SA_RESTART restarts',
    run: async ({ world, A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      await B.sigaction('SIGUSR1', [], 'restart')
      const writing = B.open('f', k.O_WRONLY)
      await world.settle()
      await A.kill(B, 'SIGUSR1')
      const asleep = await sleeps(world, writing)
      await A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK)
      return [asleep, await writing]
    },
    outcome: [true, 3],
  },
  {
    name: 'tmpfs shares no blocks, and a clone requires the right open modes',
    options: { ...page, fs: 'tmpfs' },
    run: async ({ A }) => {
      const from = await A.open('f', k.O_RDONLY)
      const to = await A.open('g', k.O_RDWR | k.O_CREAT)
      return [
        await outcomeOf(A.reflink(to, from)),
        await outcomeOf(A.reflink(from, to)),
        await outcomeOf(A.reflink(to, 9)),
        await outcomeOf(A.reflink(9, to)),
      ]
    },
    outcome: ['EOPNOTSUPP', 'EBADF', 'EBADF', 'EBADF'],
  },
]
