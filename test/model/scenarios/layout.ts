import { P, SETLEASE, UNLCK } from '../script.ts'
import type { Scenario } from './scenario.ts'
import { leaseAndPin, RW, signalsToA } from './steps.ts'

const PUNCH_HOLE = 3
const COLLAPSE = 8

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
