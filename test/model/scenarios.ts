import type { FileSystemName } from '../../tools/model/index.ts'
import type { Bench } from './bench.ts'
import { P, SETLEASE, UNLCK } from './script.ts'

/** A conformance scenario: a program, and its output in each column. */
export interface Scenario {
  readonly id: string
  readonly title: string
  readonly fs: string | FileSystemName
  readonly run: (bench: Bench) => readonly unknown[]
  readonly v1: readonly unknown[]
  /** Default: `v1`. */
  readonly v2?: readonly unknown[]
  /** Absent: unspecified for mainline. */
  readonly main?: readonly unknown[]
  readonly settings?: { readonly leaseBreakTime?: number }
}

const RW = 2
const PUNCH_HOLE = 3
const COLLAPSE = 8

function openReadOnly({ m }: Bench, process = 'A'): number {
  return m.call(process, 'open', 'f', 0) as number
}

function closeAll({ m, a, b }: Bench): void {
  m.call('A', 'close', a)
  m.call('A', 'munmap', { map: 1 })
  m.call('B', 'close', b)
}

export const leaseScenarios: readonly Scenario[] = [
  {
    id: 'S01',
    title: 'F_LAYOUT is taken and shown',
    fs: 'E',
    run: (x) => [x.set(16), x.get()],
    v1: [0, 16],
    main: ['EINVAL', 2],
  },
  {
    id: 'S02',
    title: 'F_LAYOUT | F_EXCLUSIVE is taken by v2 only and shown as F_LAYOUT',
    fs: 'E',
    run: (x) => [x.set(48), x.get()],
    v1: ['EINVAL', 2],
    v2: [0, 16],
    main: ['EINVAL', 2],
  },
  {
    id: 'S03',
    title: 'F_EXCLUSIVE alone is refused (A3)',
    fs: 'E',
    run: (x) => [x.set(32), x.get()],
    v1: ['EINVAL', 2],
    main: ['EINVAL', 2],
  },
  {
    id: 'S04',
    title: 'v2 ignores F_WRLCK beside F_LAYOUT',
    fs: 'E',
    run: (x) => [x.set(17), x.get()],
    v1: ['EINVAL', 2],
    v2: [0, 16],
    main: ['EINVAL', 2],
  },
  {
    id: 'S05',
    title: 'v2 takes a lease even with F_UNLCK beside F_LAYOUT',
    fs: 'E',
    run: (x) => [x.set(16), x.set(18), x.get()],
    v1: [0, 'EINVAL', 16],
    v2: [0, 0, 16],
    main: ['EINVAL', 'EINVAL', 2],
  },
  {
    id: 'S06',
    title: 'other users are refused, after a check of the type',
    fs: 'E',
    run: (x) => {
      x.m.call('A', 'chmod', 'f', 0o666)
      x.m.event({ kind: 'spawn', process: 'C', uid: 1000 })
      return [x.set(16, x.m.call('C', 'open', 'f', RW) as number, 'C')]
    },
    v1: ['EACCES'],
    main: ['EINVAL'],
  },
  {
    id: 'S07',
    title: 'CAP_LEASE permits a lease of a foreign file',
    fs: 'E',
    run: (x) => {
      x.m.call('A', 'chmod', 'f', 0o666)
      x.m.event({ kind: 'spawn', process: 'C', uid: 1000, capLease: true })
      return [x.set(16, x.m.call('C', 'open', 'f', RW) as number, 'C')]
    },
    v1: [0],
    main: ['EINVAL'],
  },
  {
    id: 'S08',
    title: 'directories have no leases',
    fs: 'E',
    run: (x) => [x.set(16, x.m.call('A', 'open', '.', 0) as number)],
    v1: ['EINVAL'],
    main: ['EINVAL'],
  },
  {
    id: 'S10',
    title: 'writers prevent a read lease, not a layout lease',
    fs: 'E',
    run: (x) => [x.set(16, openReadOnly(x)), x.set(0, openReadOnly(x))],
    v1: [0, 'EAGAIN'],
    main: ['EINVAL', 'EAGAIN'],
  },
  {
    id: 'S11',
    title: 'two processes hold layout leases',
    fs: 'E',
    run: (x) => [x.set(16), x.set(16, x.b, 'B')],
    v1: [0, 0],
    main: ['EINVAL', 'EINVAL'],
  },
  {
    id: 'S13',
    title: 'a plain read lease stays plain when F_LAYOUT is asked for',
    fs: 'E',
    run: (x) => {
      closeAll(x)
      const fd = openReadOnly(x)
      return [x.set(0, fd), x.set(16, fd), x.get(fd)]
    },
    v1: [0, 0, 0],
    main: [0, 'EINVAL', 0],
  },
  {
    id: 'S14',
    title: 'F_EXCLUSIVE on a plain layout lease changes nothing',
    fs: 'E',
    run: (x) => [x.set(16), x.set(48), x.pin(0, 0)],
    v1: [0, 'EINVAL', 'ok'],
    v2: [0, 0, 'EPERM'],
    main: ['EINVAL', 'EINVAL', 'EOPNOTSUPP'],
  },
  {
    id: 'S16',
    title: 'a release without a lease is refused',
    fs: 'E',
    run: (x) => [x.rel()],
    v1: ['EAGAIN'],
    main: ['EAGAIN'],
  },
  {
    id: 'S17',
    title: 'another description of the file has no lease',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.get(x.m.call('A', 'open', 'f', RW) as number)],
    v1: [0, 2],
    main: ['EINVAL', 2],
  },
  {
    id: 'S19',
    title: 'tmpfs takes layout leases too',
    fs: 't',
    run: (x) => [x.set(x.lease)],
    v1: [0],
    main: ['EINVAL'],
  },
  {
    id: 'S20',
    title: 'a layout lease prevents a write lease of others',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.set(1, x.b, 'B')],
    v1: [0, 'EAGAIN'],
    main: ['EINVAL', 'EAGAIN'],
  },
  {
    id: 'S22',
    title: 'another request does not save a lease that is being broken',
    fs: 'E',
    run: (x) => {
      const taken = x.set(16)
      const id = x.start(8 * P)
      const seen = [taken, x.m.answer(id), x.get(), x.set(16), x.get()]
      x.m.advance(45)
      return [...seen, x.m.answer(id)]
    },
    v1: [0, 'blocked', 2, 0, 2, 0],
  },
  {
    id: 'S23',
    title: 'a duplicate releases the lease',
    fs: 'E',
    run: (x) => {
      const taken = x.set(x.lease)
      const copy = x.m.call('A', 'dup', x.a) as number
      return [taken, x.rel(copy), x.get()]
    },
    v1: [0, 0, 2],
    main: ['EINVAL', 'EAGAIN', 2],
  },
]

export const pinScenarios: readonly Scenario[] = [
  {
    id: 'S25',
    title: 'no lease, no pin',
    fs: 'E',
    run: (x) => [x.pin(0, 3)],
    v1: ['EPERM'],
    main: ['EOPNOTSUPP'],
  },
  {
    id: 'S26',
    title: 'the lease permits the pin',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.pin(0, 3), x.unpin()],
    v1: [0, 'ok', 0],
    main: ['EINVAL', 'EOPNOTSUPP', 'EINVAL'],
  },
  {
    id: 'S28',
    title: 'in v1 the lease of another process is enough',
    fs: 'E',
    run: (x) => [x.set(x.lease, x.b, 'B'), x.pin(0, 0)],
    v1: [0, 'ok'],
    v2: [0, 'EPERM'],
    main: ['EINVAL', 'EOPNOTSUPP'],
  },
  {
    id: 'S29',
    title: 'a lease on another description of the same process is enough',
    fs: 'E',
    run: (x) => [x.set(x.lease, x.m.call('A', 'open', 'f', RW) as number), x.pin(0, 0)],
    v1: [0, 'ok'],
    main: ['EINVAL', 'EOPNOTSUPP'],
  },
  {
    id: 'S32',
    title: 'a released lease permits nothing',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.rel(), x.pin(0, 0)],
    v1: [0, 0, 'EPERM'],
    main: ['EINVAL', 'EAGAIN', 'EOPNOTSUPP'],
  },
  {
    id: 'S34',
    title: 'short-term pins need no lease',
    fs: 'E',
    run: (x) => [x.does('A', 'pin_user_pages', x.map, 0, P, 2)],
    v1: ['ok'],
    main: ['ok'],
  },
  {
    id: 'S35',
    title: 'on-demand regions pin nothing',
    fs: 'E',
    run: (x) => [x.does('A', 'ibv_reg_mr', x.map, 0, P, 0x41), x.shrink(0)],
    v1: ['ok', 0],
    main: ['ok', 0],
  },
  {
    id: 'S37',
    title: 'device DAX may be pinned',
    fs: 'device-dax',
    run: (x) => [x.pin(0, 0)],
    v1: ['ok'],
    main: ['ok'],
  },
  {
    id: 'S38',
    title: 'a private copy is not a DAX page, but its mapping is a DAX mapping',
    fs: 'E',
    run: (x) => [x.pin(0, 0, x.m.call('A', 'mmap', x.a, 0, P, 3, 2))],
    v1: ['ok'],
    main: ['EOPNOTSUPP'],
  },
  {
    id: 'S40',
    title: 'other subsystems cannot name the owner of a pin in v2',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.does('A', 'pin_user_pages', x.map, 0, P, 3)],
    v1: [0, 'ok'],
    v2: [0, 'EPERM'],
    main: ['EINVAL', 'EOPNOTSUPP'],
  },
  {
    id: 'S41',
    title: 'io_uring itself refuses in v1',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.does('A', 'io_uring_register_buffers', x.map, 0, P)],
    v1: [0, 'EOPNOTSUPP'],
    v2: [0, 'EPERM'],
    main: ['EINVAL', 'EOPNOTSUPP'],
  },
  {
    id: 'S43',
    title: 'pages beyond the end cannot be pinned',
    fs: 'E',
    run: (x) => [x.m.call('B', 'ftruncate', x.b, 4 * P), x.set(x.lease), x.pin(8, 8)],
    v1: [0, 0, 'EFAULT'],
    main: [0, 'EINVAL', 'EOPNOTSUPP'],
  },
  {
    id: 'S44',
    title: 'v1 lets a process pin while its lease is being broken',
    fs: 'E',
    run: (x) => {
      x.set(16)
      x.m.call('A', 'load', x.map, 0, 1)
      const id = x.start(0)
      const pinned = x.pin(0, 0)
      x.m.advance(45)
      return [pinned, x.m.answer(id)]
    },
    v1: ['ok', 'ETXTBSY'],
    v2: ['EPERM', 0],
  },
]

function leaseAndPin(x: Bench, first = 0, last = 15): void {
  x.set(x.lease)
  x.pin(first, last)
}

function signalsToA(x: Bench): number {
  return x.m.signals('A').length
}

export const layoutScenarios: readonly Scenario[] = [
  {
    id: 'S46',
    title: 'a holder that unpins and releases ends the wait of a truncate',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.handler(['ibv_dereg_mr', { mr: 1 }], ['fcntl', x.a, SETLEASE, UNLCK])
      return [x.shrink(0), signalsToA(x)]
    },
    v1: ['BLOCK→0', 1],
    v2: ['ETXTBSY', 0],
    main: [0, 0],
  },
  {
    id: 'S47',
    title: 'a holder that only unpins makes the truncate wait for T',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.handler(['ibv_dereg_mr', { mr: 1 }])
      return [x.shrink(0)]
    },
    v1: ['BLOCK T→0'],
    v2: ['ETXTBSY'],
    main: [0],
  },
  {
    id: 'S49',
    title: 'an idle holder loses its lease, and the truncate fails',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      return [x.shrink(0), x.get(), x.pin(0, 0), x.does('B', 'stat', x.b)]
    },
    v1: ['BLOCK T→ETXTBSY', 2, 'EPERM', 'ok'],
    v2: ['ETXTBSY', 16, 'ok', 'ok'],
    main: [0, 2, 'EOPNOTSUPP', 'ok'],
  },
  {
    id: 'S50',
    title: 'a lease without pins delays in v1 and refuses in v2',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.shrink(0)],
    v1: [0, 'BLOCK T→0'],
    v2: [0, 'ETXTBSY'],
    main: ['EINVAL', 0],
  },
  {
    id: 'S52',
    title: 'one pinned page in the range suffices',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x, 6, 9)
      return [x.shrink(8 * P)]
    },
    v1: ['BLOCK T→ETXTBSY'],
    v2: ['ETXTBSY'],
    main: [0],
  },
  {
    id: 'S53',
    title: 'pins without a lease refuse in v1 and delay in v2',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.rel()
      const shrunk = x.shrink(0)
      const id = x.m.last
      x.unpin()
      return [shrunk, x.m.answer(id)]
    },
    v1: ['ETXTBSY', 'ETXTBSY'],
    v2: ['HANG', 0],
    main: [0, 0],
  },
  {
    id: 'S55',
    title: 'a holder that truncates breaks its own lease',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.handler()
      return [x.does('A', 'ftruncate', x.a, 0), x.get()]
    },
    v1: ['ETXTBSY', 2],
    v2: ['EDEADLOCK', 16],
    main: [0, 2],
  },
  {
    id: 'S56',
    title: 'with SIGIO blocked it waits for itself',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.handler()
      x.m.call('A', 'sigprocmask', 'block', 'SIGIO')
      return [x.does('A', 'ftruncate', x.a, 0)]
    },
    v1: ['BLOCK T→ETXTBSY'],
    v2: ['EDEADLOCK'],
    main: [0],
  },
  {
    id: 'S58',
    title: 'setting the same size breaks nothing',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      x.handler()
      return [x.shrink(16 * P), signalsToA(x)]
    },
    v1: [0, 0],
    main: [0, 0],
  },
  {
    id: 'S59',
    title: 'punching a hole acts like a truncate',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x, 4, 5)
      return [x.does('B', 'fallocate', x.b, PUNCH_HOLE, 4 * P, 2 * P)]
    },
    v1: ['BLOCK T→ETXTBSY'],
    v2: ['ETXTBSY'],
    main: [0],
  },
  {
    id: 'S61',
    title: 'a pin after the hole has no effect',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x, 7, 7)
      x.rel()
      return [x.does('B', 'fallocate', x.b, PUNCH_HOLE, 4 * P, 2 * P)]
    },
    v1: [0],
    main: [0],
  },
  {
    id: 'S60',
    title: 'a pin in the page after an aligned hole counts in v1 (2.7, one page too many)',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x, 6, 6)
      x.rel()
      return [x.does('B', 'fallocate', x.b, PUNCH_HOLE, 4 * P, 2 * P)]
    },
    v1: ['ETXTBSY'],
    v2: ['HANG'],
    main: [0],
  },
  {
    id: 'S62',
    title: 'an unaligned range misses its last page',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x, 5, 5)
      x.rel()
      return [x.does('B', 'fallocate', x.b, PUNCH_HOLE, 4 * P + 4000, 200)]
    },
    v1: [0],
    main: [0],
  },
  {
    id: 'S64',
    title: 'collapsing moves pinned data after the range',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x, 8, 9)
      x.rel()
      return [x.does('B', 'fallocate', x.b, COLLAPSE, 0, 4 * P)]
    },
    v1: [0],
    main: [0],
  },
  {
    id: 'S65',
    title: 'writes break nothing on ext4',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.handler()
      const here = x.does('B', 'pwrite', x.b, 'z', 0)
      return [here, x.does('B', 'pwrite', x.b, 'z', 16 * P), signalsToA(x)]
    },
    v1: [1, 1, 0],
    main: [1, 1, 0],
  },
  {
    id: 'S67',
    title: 'O_TRUNC is a truncate',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      return [x.does('B', 'open', 'f', 0o1001)]
    },
    v1: ['BLOCK T→ETXTBSY'],
    v2: ['ETXTBSY'],
    main: [4],
  },
  {
    id: 'S68',
    title: 'opening for writing breaks no layout lease',
    fs: 'E',
    run: (x) => [x.set(x.lease), x.does('B', 'open', 'f', RW)],
    v1: [0, 4],
    main: ['EINVAL', 4],
  },
  {
    id: 'S70',
    title: 'on ext4 a file without mappings is not protected',
    fs: 'E',
    run: (x) => {
      x.m.call('A', 'munmap', x.map)
      x.handler()
      return [x.set(x.lease), x.shrink(0), signalsToA(x)]
    },
    v1: [0, 0, 0],
    main: ['EINVAL', 0, 0],
  },
  {
    id: 'S71',
    title: 'a signal to the breaker cuts the wait short in v1 and ends it in v2',
    fs: 'E',
    run: (x) => {
      x.set(16)
      x.m.call('B', 'sigaction', 'SIGUSR1', [])
      const id = x.start(0)
      x.m.call('A', 'kill', 'B', 'SIGUSR1')
      const { size } = x.m.call('A', 'stat', 'f') as { size: number }
      return [x.m.answer(id), size / P]
    },
    v1: [0, 0],
    v2: ['EINTR', 16],
  },
  {
    id: 'S73',
    title: 'a plain holder beside an exclusive one gets a signal although the truncate fails',
    fs: 'E',
    run: (x) => {
      const c = x.m.call('C', 'open', 'f', RW) as number
      x.set(16, c, 'C')
      x.set(x.lease)
      return [x.shrink(0), x.get(c, 'C'), x.m.signals('C').length]
    },
    v1: ['BLOCK T→0', 2, 1],
    v2: ['ETXTBSY', 2, 1],
    main: [0, 2, 0],
  },
  {
    id: 'S74',
    title: 'a plain layout lease only delays, in v2 too',
    fs: 'E',
    run: (x) => [x.set(16), x.shrink(0)],
    v1: [0, 'BLOCK T→0'],
    main: ['EINVAL', 0],
  },
  {
    id: 'S76',
    title: 'short-term pins outside the range matter in mainline',
    fs: 'E',
    run: (x) => {
      x.m.call('A', 'pin_user_pages', x.map, 0, 4 * P, 2)
      const id = x.start(8 * P)
      const before = x.m.answer(id)
      x.m.call('A', 'unpin_user_pages', { pin: 1 })
      return [before, x.m.answer(id)]
    },
    v1: [0, 0],
    main: ['blocked', 0],
  },
  {
    id: 'S77',
    title: 'a lease that is taken again at once blocks forever',
    fs: 'E',
    run: (x) => {
      x.set(16)
      x.handler(['fcntl', x.a, SETLEASE, UNLCK], ['fcntl', x.a, SETLEASE, 16])
      const shrunk = x.shrink(0)
      const id = x.m.last
      x.m.advance(1000)
      const still = x.m.answer(id)
      x.rel()
      return [shrunk, still, x.m.answer(id)]
    },
    v1: ['HANG', 'blocked', 0],
  },
]

export const xfsScenarios: readonly Scenario[] = [
  {
    id: 'S79',
    title: 'XFS truncates like ext4',
    fs: 'X',
    run: (x) => {
      leaseAndPin(x)
      return [x.shrink(0)]
    },
    v1: ['BLOCK T→ETXTBSY'],
    v2: ['ETXTBSY'],
    main: [0],
  },
  {
    id: 'S80',
    title: 'also without pins',
    fs: 'X',
    run: (x) => [x.set(x.lease), x.shrink(0)],
    v1: [0, 'BLOCK T→0'],
    v2: [0, 'ETXTBSY'],
    main: ['EINVAL', 0],
  },
  {
    id: 'S82',
    title: 'XFS breaks on writes, but checks no page',
    fs: 'X',
    run: (x) => {
      leaseAndPin(x)
      return [x.does('B', 'pwrite', x.b, 'z', 0)]
    },
    v1: ['BLOCK T→1'],
    v2: ['ETXTBSY'],
    main: [1],
  },
  {
    id: 'S83',
    title: "the holder's own write breaks its lease",
    fs: 'X',
    run: (x) => {
      x.set(x.lease)
      x.handler()
      x.m.call('A', 'sigprocmask', 'block', 'SIGIO')
      return [x.does('A', 'pwrite', x.a, 'z', 0)]
    },
    v1: ['BLOCK T→1'],
    v2: ['EDEADLOCK'],
    main: [1],
  },
  {
    id: 'S85',
    title: 'XFS breaks also on page-cache files',
    fs: 'x',
    run: (x) => [x.set(x.lease), x.does('B', 'pwrite', x.b, 'z', 0)],
    v1: [0, 'BLOCK T→1'],
    v2: [0, 'ETXTBSY'],
    main: ['EINVAL', 1],
  },
  {
    id: 'S86',
    title: 'ext4 does not',
    fs: 'e',
    run: (x) => {
      x.handler()
      return [x.set(x.lease), x.shrink(0), signalsToA(x)]
    },
    v1: [0, 0, 0],
    main: ['EINVAL', 0, 0],
  },
  {
    id: 'S88',
    title: 'XFS does not notice a signal to the breaker',
    fs: 'X',
    run: (x) => {
      x.set(16)
      x.m.call('B', 'sigaction', 'SIGUSR1', [])
      const id = x.start(0)
      x.m.call('A', 'kill', 'B', 'SIGUSR1')
      const before = x.m.answer(id)
      x.m.advance(45)
      return [before, x.m.answer(id)]
    },
    v1: ['blocked', 0],
  },
  {
    id: 'S89',
    title: 'stores through a mapping break nothing',
    fs: 'X',
    run: (x) => {
      leaseAndPin(x)
      const map = x.m.call('B', 'mmap', x.b, 0, P, 3, 1)
      return [x.does('B', 'store', map, 0, 'z')]
    },
    v1: [1],
    main: [1],
  },
]

export const timeScenarios: readonly Scenario[] = [
  {
    id: 'S91',
    title: 'the lease is broken once; the second truncate fails at once',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.handler()
      return [x.shrink(0), signalsToA(x), x.shrink(0), signalsToA(x)]
    },
    v1: ['BLOCK T→ETXTBSY', 1, 'ETXTBSY', 1],
    v2: ['ETXTBSY', 0, 'ETXTBSY', 0],
    main: [0, 0, 0, 0],
  },
  {
    id: 'S92',
    title: 'an unprepared holder dies of SIGIO',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      x.m.call('A', 'sigaction', 'SIGIO', 'default')
      return [x.shrink(0), x.m.state.processes['A']?.status]
    },
    v1: ['BLOCK→0', 'killed'],
    v2: ['ETXTBSY', 'running'],
    main: [0, 'running'],
  },
  {
    id: 'S94',
    title: 'lease-break-time 0 means never',
    fs: 'E',
    settings: { leaseBreakTime: 0 },
    run: (x) => {
      x.set(16)
      const id = x.start(0)
      x.m.advance(5)
      const still = x.m.answer(id)
      x.rel()
      return [still, x.m.answer(id)]
    },
    v1: ['blocked', 0],
  },
  {
    id: 'S95',
    title: 'a deadline stays when lease-break-time changes',
    fs: 'E',
    run: (x) => {
      x.set(16)
      const id = x.start(0)
      x.m.event({ kind: 'set', leaseBreakTime: 1 })
      x.m.advance(44)
      const still = x.m.answer(id)
      x.m.advance(1)
      return [still, x.m.answer(id)]
    },
    v1: ['blocked', 0],
  },
  {
    id: 'S97',
    title: 'two breakers cause one signal',
    fs: 'E',
    run: (x) => {
      x.set(16)
      x.handler()
      const first = x.start(0)
      const fd = x.m.call('B2', 'open', 'f', RW)
      x.m.call('B2', 'ftruncate', fd, 0)
      const second = x.m.last
      const before = [x.m.answer(first), x.m.answer(second)]
      x.rel()
      return [...before, x.m.answer(first), x.m.answer(second), signalsToA(x)]
    },
    v1: ['blocked', 'blocked', 0, 0, 1],
  },
]

export const lifetimeScenarios: readonly Scenario[] = [
  {
    id: 'S98',
    title: 'a mapping keeps the lease alive',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      x.m.call('A', 'close', x.a)
      return [x.shrink(0)]
    },
    v1: ['BLOCK T→0'],
    v2: ['ETXTBSY'],
    main: [0],
  },
  {
    id: 'S99',
    title: 'only v2 keeps the lease of a pin whose file was closed and unmapped',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      return [x.shrink(0), Object.keys(x.m.state.records).length]
    },
    v1: ['ETXTBSY', 0],
    v2: ['ETXTBSY', 1],
    main: [0, 0],
  },
  {
    id: 'S100',
    title: 'the last unpin ends such a lease',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      x.unpin()
      return [x.shrink(0)]
    },
    v1: [0],
    main: [0],
  },
  {
    id: 'S101',
    title: 'nothing is left of a killed holder',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
      x.m.call('B', 'kill', 'A', 'SIGKILL')
      return [x.shrink(0), x.m.state.processes['A']?.status]
    },
    v1: [0, 'killed'],
    main: [0, 'killed'],
  },
  {
    id: 'S103',
    title: 'v2 lets a zombie lease permit further pins',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x, 0, 0)
      const fd = x.m.call('A', 'open', 'f', RW)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      return [x.pin(3, 3, x.m.call('A', 'mmap', fd, 0, 16 * P, 3, 1))]
    },
    v1: ['EPERM'],
    v2: ['ok'],
    main: ['EOPNOTSUPP'],
  },
  {
    id: 'S104',
    title: 'v2 names the pinned files of a process',
    fs: 'E',
    run: (x) => {
      leaseAndPin(x)
      const pid = x.m.state.processes['A']?.pid
      return [x.m.call('B', 'readFile', `/proc/${pid}/file_pins`)]
    },
    v1: ['ENOENT'],
    v2: ['100: /dev/infiniband/uverbs0\n   /sim/f\n'],
    main: ['ENOENT'],
  },
  {
    id: 'S106',
    title: '/proc/locks shows a layout lease as a read lease',
    fs: 'E',
    run: (x) => {
      x.set(x.lease)
      return [x.m.call('B', 'readFile', '/proc/locks')]
    },
    v1: ['1: LEASE  ACTIVE    READ  1001 00:2a:2 0 EOF\n'],
    main: [''],
  },
  {
    id: 'S107',
    title: '/proc/locks shows the breaker below the lease',
    fs: 'E',
    run: (x) => {
      x.set(16)
      x.start(0)
      return [x.m.call('A', 'readFile', '/proc/locks')]
    },
    v1: [
      '1: LEASE  BREAKING  READ  1001 00:2a:2 0 EOF\n' +
        '1: -> LEASE  BREAKER   WRITE 1002 <none>:0 0 EOF\n',
    ],
  },
  {
    id: 'S110',
    title: 'a signal ends the wait for a short-term pin',
    fs: 'E',
    run: (x) => {
      x.m.call('A', 'pin_user_pages', x.map, 0, 4 * P, 2)
      x.m.call('B', 'sigaction', 'SIGUSR1', [])
      const id = x.start(0)
      x.m.call('A', 'kill', 'B', 'SIGUSR1')
      const { size } = x.m.call('A', 'stat', 'f') as { size: number }
      return [x.m.answer(id), size / P]
    },
    v1: ['ETXTBSY', 16],
    v2: ['EINTR', 16],
    main: ['EINTR', 16],
  },
]
