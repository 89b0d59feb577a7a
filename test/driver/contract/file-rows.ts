import * as k from '../../../tools/driver/index.ts'
import { outcomeOf, type Row } from './row.ts'

async function pathOfError(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (error instanceof k.SystemError) return [error.path]
    throw error
  }
}

/** Files and mappings, as far as all filesystems agree. */
export const fileRows: readonly Row[] = [
  {
    name: 'bytes are read as written',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDWR)
      const written = await A.pwrite(fd, 'abc', 1)
      const other = await B.open('f', k.O_RDONLY)
      return [written, await B.pread(other, 5, 0), await B.pread(other, 5, k.PAGE - 1)]
    },
    outcome: [3, { hex: '0061626300' }, { hex: '00' }],
  },
  {
    name: 'a store is visible in the file, and an access after its end is SIGBUS',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDWR)
      const prot = k.PROT_READ | k.PROT_WRITE
      const map = await A.mmap(fd, 0, 2 * k.PAGE, prot, k.MAP_SHARED)
      const stored = await A.store(map, 0, { fill: 7, length: 2 })
      const other = await B.open('f', k.O_RDWR)
      const seen = await B.pread(other, 2, 0)
      const past = await outcomeOf(A.load(map, k.PAGE, 1))
      await B.ftruncate(other, 0)
      return [stored, seen, past, await outcomeOf(A.store(map, 0, { fill: 1, length: 1 }))]
    },
    outcome: [2, { hex: '0707' }, 'SIGBUS', 'SIGBUS'],
  },
  {
    name: 'bad arguments get the errno of the kernel',
    run: async ({ A }) => {
      const fd = await A.open('f', k.O_RDONLY)
      return [
        await outcomeOf(A.close(77)),
        await outcomeOf(A.open('none', k.O_RDONLY)),
        await outcomeOf(A.open('f', k.O_CREAT | k.O_EXCL | k.O_RDWR)),
        await outcomeOf(A.ftruncate(fd, 0)),
        await outcomeOf(A.truncate('f', -1)),
        await outcomeOf(A.pwrite(fd, 'x', 0)),
        await outcomeOf(A.fallocate(fd, k.FALLOC_FL_PUNCH_HOLE, 0, k.PAGE)),
        await outcomeOf(A.fcntl(fd, 4242)),
      ]
    },
    outcome: ['EBADF', 'ENOENT', 'EEXIST', 'EINVAL', 'EINVAL', 'EBADF', 'EOPNOTSUPP', 'EINVAL'],
  },
  {
    name: 'an error has the path from its call, and nothing else',
    run: async ({ A, B }) => [
      await pathOfError(A.open('none', k.O_RDONLY)),
      await pathOfError(A.stat('none')),
      await pathOfError(A.rename('none', 'f')),
      await pathOfError(A.stat(77)),
      await pathOfError(A.send_fd(B, 77)),
      await pathOfError(A.sigaction(k.SIGKILL, 'ignore')),
    ],
    outcome: [['none'], ['none'], ['none'], [undefined], [undefined], [undefined]],
  },
  {
    name: 'punching a hole keeps the size and frees the blocks',
    options: { files: [{ name: 'f', size: 4 * k.PAGE }] },
    run: async ({ A }) => {
      const fd = await A.open('f', k.O_RDWR)
      await A.pwrite(fd, { fill: 1, length: 4 * k.PAGE }, 0)
      const { blocks } = await A.stat('f')
      const mode = k.FALLOC_FL_PUNCH_HOLE | k.FALLOC_FL_KEEP_SIZE
      const punched = await A.fallocate(fd, mode, k.PAGE, k.PAGE)
      const after = await A.stat(fd)
      return [punched, after.size, blocks - after.blocks, await A.pread(fd, 2, k.PAGE - 1)]
    },
    outcome: [0, 4 * k.PAGE, 8, { hex: '0100' }],
  },
]
