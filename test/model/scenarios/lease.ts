import type { Bench } from '../bench.ts'
import { P } from '../script.ts'
import type { Scenario } from './scenario.ts'
import { RW } from './steps.ts'

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
