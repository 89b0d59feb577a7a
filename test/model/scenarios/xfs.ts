import { P } from '../script.ts'
import type { Scenario } from './scenario.ts'
import { leaseAndPin, signalsToA } from './steps.ts'

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
