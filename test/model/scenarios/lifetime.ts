import { P } from '../script.ts'
import type { Scenario } from './scenario.ts'
import { leaseAndPin, RW } from './steps.ts'

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
