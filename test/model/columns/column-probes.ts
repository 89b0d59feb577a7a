import type { FileSystemName } from '../../../tools/model/index.ts'
import type { Bench } from '../bench.ts'
import { P, SETLEASE } from '../script.ts'

/** A program that shows a rule of any profile. */
export interface Probe {
  /** Row of the specification. */
  readonly row: string
  readonly title: string
  readonly fs: string | FileSystemName
  readonly run: (x: Bench) => readonly unknown[]
}

const F_SETSIG = 10
const FOLL_WRITE = 2
const FOLL_WRITE_LONGTERM = 3

function reader(x: Bench): number {
  for (const [who, fd] of [
    ['A', x.a],
    ['B', x.b],
  ] as const) {
    x.m.call(who, 'close', fd)
  }
  x.m.call('A', 'munmap', x.map)
  return x.m.call('A', 'open', 'f', 0) as number
}

/** Let a handled signal interrupt a sleeping truncate of B. */
function interrupted(x: Bench): readonly unknown[] {
  x.set(16)
  x.m.call('B', 'sigaction', 'SIGUSR1', [])
  const id = x.start(0)
  x.m.call('A', 'kill', 'B', 'SIGUSR1')
  return [x.m.answer(id)]
}

/** Access the file while a truncate of B waits for a lease. */
function locked(x: Bench): readonly unknown[] {
  x.set(16)
  x.start(0)
  const fault = x.m.call('A', 'store', x.map, 0, 'x')
  return [fault, x.m.call('C', 'chmod', 'f', 0o666)]
}

export const probes: readonly Probe[] = [
  {
    row: 'A1-A4',
    title: 'arguments that mean a layout lease',
    fs: 'E',
    run: (x) => [16, 48, 17, 18, 32].map((value) => [x.set(value), x.get(), x.rel()].join(' ')),
  },
  {
    row: '2.6',
    title: 'a read lease where the filesystem has not opted in',
    fs: 'hugetlbfs',
    run: (x) => [x.set(0, reader(x))],
  },
  {
    row: 'Q3',
    title: 'a holder that chose SIGKILL and does not answer',
    fs: 'e',
    run: (x) => {
      const fd = reader(x)
      x.m.call('A', 'fcntl', fd, F_SETSIG, 9)
      x.handler()
      const taken = x.set(0, fd)
      const opened = x.does('B', 'open', 'f', 1)
      return [taken, opened, x.m.state.processes['A']?.status]
    },
  },
  {
    row: '2.2',
    title: 'a write lease on tmpfs',
    fs: 't',
    run: (x) => [x.set(1, reader(x))],
  },
  {
    row: 'B1-B5',
    title: 'RDMA without a lease, with F_LAYOUT of another, with F_LAYOUT, with F_EXCLUSIVE',
    fs: 'E',
    run: (x) => {
      const bare = x.pin(0, 0)
      const others = [16, 48].map((value) => {
        x.set(value, x.b, 'B')
        return x.pin(0, 0)
      })
      x.rel(x.b, 'B')
      const own = [16, 48].map((value) => {
        x.set(value)
        const pinned = x.pin(0, 0)
        x.rel()
        return pinned
      })
      return [bare, ...others, ...own]
    },
  },
  {
    row: 'B4',
    title: 'others than RDMA under the lease',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      return [
        x.does('A', 'pin_user_pages', x.map, 0, P, FOLL_WRITE_LONGTERM),
        x.does('A', 'io_uring_register_buffers', x.map, 0, P),
      ]
    },
  },
  {
    row: 'B18',
    title: 'a private mapping without a lease',
    fs: 'E',
    run: (x) => [x.pin(0, 0, x.m.call('A', 'mmap', x.a, 0, P, 3, 2))],
  },
  {
    row: 'E2, B13',
    title: 'a lease whose descriptor and mapping are gone',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      x.pin(0, 0)
      const fd = x.m.call('A', 'open', 'f', 2)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      const kept = x.m.state.inodes[2]?.leases.length
      const map = x.m.call('A', 'mmap', fd, 0, P, 3, 1)
      return [kept, x.pin(0, 0, map), x.shrink(0)]
    },
  },
  {
    row: 'B16, B4a',
    title: 'long-term pins of page-cache memory',
    fs: 'e',
    run: (x) => {
      const map = x.m.call('A', 'mmap', x.m.call('A', 'open', 'f', 0), 0, P, 1, 1)
      return [
        x.pin(0, 0),
        x.does('A', 'io_uring_register_buffers', x.map, 0, P),
        x.does('A', 'ibv_reg_mr', map, 0, P, 0),
        x.does('A', 'io_uring_register_buffers', x.m.call('A', 'mmap', x.a, 0, P, 3, 2), 0, P),
      ]
    },
  },
  {
    row: 'C9',
    title: 'long-term pins whose lease is gone',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      x.pin(0, 0)
      // Row 2.4: a larger region of another file removes the record of this one.
      const g = x.m.call('A', 'open', 'g', 0o102)
      x.m.call('A', 'ftruncate', g, 32 * P)
      x.m.call('A', 'fcntl', g, SETLEASE, x.lease)
      x.m.call('A', 'ibv_reg_mr', x.m.call('A', 'mmap', g, 0, 32 * P, 3, 1), 0, 32 * P, 1)
      x.m.call('A', 'ibv_dereg_mr', { mr: 2 })
      return [x.rel(), x.shrink(0)]
    },
  },
  {
    row: '2.7',
    title: 'a punch beside the pinned page',
    fs: 'E',
    run: (x) => {
      x.does('A', 'pin_user_pages', x.map, 0, P, FOLL_WRITE)
      return [x.does('B', 'fallocate', x.b, 3, 8 * P, P)]
    },
  },
  {
    row: 'A24',
    title: 'a release with pins',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      x.pin(0, 0)
      return [x.rel()]
    },
  },
  {
    row: 'A10',
    title: 'a second exclusive holder, and the own change of the first',
    fs: 'E',
    run: (x) => [
      x.set(x.lease),
      x.set(x.lease, x.b, 'B'),
      x.rel(x.b, 'B'),
      x.does('A', 'ftruncate', x.a, 8 * P),
    ],
  },
  { row: 'C28', title: 'a signal to a breaker on ext4', fs: 'E', run: interrupted },
  { row: 'X7', title: 'a signal to a breaker on XFS', fs: 'X', run: interrupted },
  { row: 'C22', title: 'locks of a breaker on ext4', fs: 'E', run: locked },
  { row: 'C22', title: 'locks of a breaker on XFS', fs: 'X', run: locked },
  {
    row: 'G5, E13',
    title: 'the last close of a deleted file with a busy page',
    fs: 'E',
    run: (x) => {
      x.does('A', 'pin_user_pages', x.map, 0, P, FOLL_WRITE)
      x.m.call('A', 'munmap', x.map)
      x.m.call('A', 'unlink', 'f')
      x.m.call('B', 'close', x.b)
      return [x.does('A', 'close', x.a)]
    },
  },
  {
    row: '5',
    title: 'a lease being broken in /proc/locks',
    fs: 'e',
    run: (x) => {
      x.set(0, reader(x))
      x.m.call('B', 'open', 'f', 1)
      return [String(x.m.call('A', 'readFile', '/proc/locks')).slice(3, 24)]
    },
  },
  {
    row: '5',
    title: '/proc/self/file_pins',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      x.pin(0, 0)
      return [x.m.call('A', 'readFile', '/proc/self/file_pins')]
    },
  },
]
