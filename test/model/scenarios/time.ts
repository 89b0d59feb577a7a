import type { Scenario } from './scenario.ts'
import { leaseAndPin, RW, signalsToA } from './steps.ts'

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
