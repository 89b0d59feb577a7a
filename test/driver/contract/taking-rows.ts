import * as k from '../../../tools/driver/index.ts'
import { lease, outcomeOf, type Row } from './row.ts'

/** Conditions for taking a lease. */
export const takingRows: readonly Row[] = [
  {
    name: 'there is no lease at first',
    run: async ({ A }) => A.fcntl(await A.open('f', k.O_RDONLY), k.F_GETLEASE),
    outcome: k.F_UNLCK,
  },
  {
    name: 'a sole opener takes a read lease, and a write lease even on a read-only descriptor',
    run: async ({ A }) => {
      const fd = await A.open('f', k.O_RDONLY)
      const read = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
      const held = await A.fcntl(fd, k.F_GETLEASE)
      const write = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_WRLCK))
      return [read, held, write, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: [0, k.F_RDLCK, 0, k.F_WRLCK],
  },
  {
    name: 'a lease can be released once',
    run: async ({ A }) => {
      const fd = await lease(A, k.F_RDLCK)
      const first = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK))
      return [first, await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_UNLCK))]
    },
    outcome: [0, 'EAGAIN'],
  },
  {
    name: 'other types than three are refused',
    run: async ({ A }) => {
      const fd = await A.open('f', k.O_RDONLY)
      const outcomes: unknown[] = []
      for (const type of [16, 17, 48, 4, 8, 32, -1]) {
        outcomes.push(await outcomeOf(A.fcntl(fd, k.F_SETLEASE, type)))
      }
      return outcomes
    },
    outcome: ['EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL', 'EINVAL'],
  },
  {
    name: 'a read lease excludes writers, the holder included',
    run: async ({ A, B }) => {
      const own = await A.open('f', k.O_RDWR)
      const asked = await outcomeOf(A.fcntl(own, k.F_SETLEASE, k.F_RDLCK))
      await A.close(own)
      const fd = await A.open('f', k.O_RDONLY)
      const writer = await B.open('f', k.O_WRONLY)
      const refused = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
      await B.close(writer)
      return [asked, refused, await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))]
    },
    outcome: ['EAGAIN', 'EAGAIN', 0],
  },
  {
    name: 'a write lease excludes other openers',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDWR)
      const second = await B.open('f', k.O_RDONLY)
      const refused = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_WRLCK))
      await B.close(second)
      return [refused, await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_WRLCK))]
    },
    outcome: ['EAGAIN', 0],
  },
  {
    name: 'a writable shared mapping counts as a writer until it is unmapped',
    run: async ({ A, B }) => {
      const writer = await B.open('f', k.O_RDWR)
      const prot = k.PROT_READ | k.PROT_WRITE
      const map = await B.mmap(writer, 0, k.PAGE, prot, k.MAP_SHARED)
      await B.close(writer)
      const fd = await A.open('f', k.O_RDONLY)
      const refused = await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
      await B.munmap(map)
      return [refused, await outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))]
    },
    outcome: ['EAGAIN', 0],
  },
  {
    name: 'a directory cannot have a lease',
    options: { files: [{ name: 'd', type: 'dir', mode: 0o755 }] },
    run: async ({ A }) => {
      const fd = await A.open('d', k.O_RDONLY)
      return outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
    },
    outcome: 'EINVAL',
  },
]
