import { describe, expect, test } from 'vitest'
import type { Driver, Process, World, WorldOptions } from '../../tools/driver/index.ts'
import * as k from '../../tools/driver/index.ts'

const peek = Symbol.for('manproof.peek')
const page: WorldOptions = { files: [{ name: 'f', size: k.PAGE }] }

/** What a target answers otherwise than a stock kernel, and why. */
export interface Deviation {
  readonly reason: string
  readonly outcome: unknown
}

/** By the name of the row. */
export type Deviations = Readonly<Record<string, Deviation>>

/** What a call did: its result, or the name of the error. */
export async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call
  } catch (error) {
    if (error instanceof k.SystemError) return error.code
    if (error instanceof k.KilledError) return `killed ${error.signal}`
    throw error
  }
}

/** Whether a call sleeps, after the world has settled; nobody waits for it. */
export async function sleeps(world: World, call: Promise<unknown>): Promise<boolean> {
  await world.settle()
  return !(call as unknown as { [peek](): { settled: boolean } })[peek]().settled
}

interface Row {
  readonly name: string
  readonly options?: WorldOptions
  readonly run: (it: { world: World; A: Process; B: Process }) => Promise<unknown>
  readonly outcome: unknown
}

async function lease(process: Process, type: number, flags = k.O_RDONLY): Promise<number> {
  const fd = await process.open('f', flags)
  await process.fcntl(fd, k.F_SETLEASE, type)
  return fd
}

const taking: readonly Row[] = [
  {
    name: 'no lease is held at first',
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
    name: 'a lease is released once',
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
    name: 'a read lease needs no writer, itself included',
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
    name: 'a write lease needs no second opener',
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
    name: 'a directory has no lease',
    options: { files: [{ name: 'd', type: 'dir', mode: 0o755 }] },
    run: async ({ A }) => {
      const fd = await A.open('d', k.O_RDONLY)
      return outcomeOf(A.fcntl(fd, k.F_SETLEASE, k.F_RDLCK))
    },
    outcome: 'EINVAL',
  },
]

const breaking: readonly Row[] = [
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
    name: 'a non-blocking open is refused, but has started the break',
    run: async ({ A, B }) => {
      const fd = await lease(A, k.F_RDLCK)
      const refused = await outcomeOf(B.open('f', k.O_WRONLY | k.O_NONBLOCK))
      const { signal } = (await A.nextSignal()) ?? {}
      return [refused, signal, await A.fcntl(fd, k.F_GETLEASE)]
    },
    outcome: ['EAGAIN', 'SIGIO', k.F_UNLCK],
  },
  {
    name: 'what does not write through an open breaks nothing',
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
    name: 'a reader is let in by a downgrade',
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

const time: readonly Row[] = [
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

const signals: readonly Row[] = [
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
    name: 'SIGIO kills a holder that left it at its default, and the breaker gets in',
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
    name: 'an ignored signal leaves the break as it is',
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

const lifetime: readonly Row[] = [
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
    name: 'a forked child shares the lease and may release it',
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

const files: readonly Row[] = [
  {
    name: 'bytes come back as they were written',
    run: async ({ A, B }) => {
      const fd = await A.open('f', k.O_RDWR)
      const written = await A.pwrite(fd, 'abc', 1)
      const other = await B.open('f', k.O_RDONLY)
      return [written, await B.pread(other, 5, 0), await B.pread(other, 5, k.PAGE - 1)]
    },
    outcome: [3, { hex: '0061626300' }, { hex: '00' }],
  },
  {
    name: 'a store is seen through the file, and an access past its end is SIGBUS',
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

const groups = { taking, breaking, time, signals, lifetime, files }

/**
 * The one suite for all drivers: what every kernel agrees on.
 *
 * Rows are those of the measured table of ordinary leases (6.1, 6.12 and 6.18, tmpfs, ext4 and
 * xfs) and of files. An exception is written where the suite is run, with its reason.
 */
export function contract(name: string, driver: Driver, deviations: Deviations = {}): void {
  describe(`contract of ${name}`, () => {
    for (const [group, rows] of Object.entries(groups)) {
      describe(group, () => {
        for (const row of rows) {
          const deviation = deviations[row.name]
          const reason = deviation === undefined ? '' : ` (otherwise here: ${deviation.reason})`
          test(`${row.name}${reason}`, () => checkRow(driver, row, deviation))
        }
      })
    }
    test('deviations name rows that exist', () => {
      const names = Object.values(groups).flatMap((rows) => rows.map((row) => row.name))
      expect(Object.keys(deviations).filter((row) => !names.includes(row))).toEqual([])
    })
  })
}

async function checkRow(driver: Driver, row: Row, deviation?: Deviation): Promise<void> {
  const world = await driver.openWorld(row.options ?? page)
  try {
    const A = await world.process('A')
    const B = await world.process('B')
    const expected = deviation === undefined ? row.outcome : deviation.outcome
    expect(await row.run({ world, A, B })).toEqual(expected)
  } finally {
    await world[Symbol.asyncDispose]()
  }
}
