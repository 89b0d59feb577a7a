import { P } from '../script.ts'
import type { Scenario } from './scenario.ts'
import { RW } from './steps.ts'

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
