import { expect, test } from 'vitest'
import type { ProfileName } from '../../../tools/model/index.ts'
import { type Bench, bench, taken } from '../bench.ts'
import { P, SETLEASE } from '../script.ts'

type Shown = readonly [
  title: string,
  fs: string,
  run: (x: Bench) => unknown,
  expected: Readonly<Partial<Record<ProfileName, unknown>>>,
]

const v1 = 'rfc-v1'
const v2 = 'rfc-v2'
const [READ, RW, WRITE_ONLY] = [0, 2, 1]
const mainline = ['linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2'] as const

/** Expect the same on all mainline kernels. */
function all(expected: unknown): Partial<Record<ProfileName, unknown>> {
  return Object.fromEntries(mainline.map((name) => [name, expected]))
}

function stranger({ m }: Bench, request: number): unknown {
  if (m.state.processes['C'] === undefined) m.event({ kind: 'spawn', process: 'C', uid: 1000 })
  m.call('A', 'chmod', 'f', 0o666)
  const fd = m.call('C', 'open', 'f', RW)
  return m.call('C', 'fcntl', fd, SETLEASE, request)
}

function interrupted(x: Bench): unknown {
  x.m.call('B', 'sigaction', 'SIGUSR1', [])
  const id = x.start(0)
  x.m.call('A', 'kill', 'B', 'SIGUSR1')
  return x.m.answer(id)
}

const requests: readonly Shown[] = [
  [
    '2.3.1, 4.14: the type is checked first',
    'E',
    (x) => [stranger(x, 17), x.set(17), x.set(32), x.set(48)],
    {
      [v1]: ['EINVAL', 'EINVAL', 'EINVAL', 'EINVAL'],
      [v2]: ['EACCES', 0, 'EINVAL', 0],
      ...all(['EINVAL', 'EINVAL', 'EINVAL', 'EINVAL']),
    },
  ],
  [
    '2.3.2, 4.9: the owner is checked second, also without leases, and also for a release',
    'E',
    (x) => {
      x.m.event({ kind: 'spawn', process: 'C', uid: 1000 })
      const fd = x.m.call('C', 'open', '.', READ)
      return [stranger(x, 16), x.m.call('C', 'fcntl', fd, SETLEASE, 16), stranger(x, 2)]
    },
    {
      [v1]: ['EACCES', 'EACCES', 'EACCES'],
      [v2]: ['EACCES', 'EACCES', 'EACCES'],
    },
  ],
  [
    '2.3.3: the kind of file is checked third',
    'E',
    ({ m }) => m.call('A', 'fcntl', m.call('A', 'open', '.', READ), SETLEASE, 16),
    { [v1]: 'EINVAL', [v2]: 'EINVAL', ...all('EINVAL') },
  ],
  [
    '2.3.5, 2.3.10, 2.5.1: any open mode, any writer and any filesystem is accepted',
    't',
    (x) => [
      x.set(16, Number(x.m.call('A', 'open', 'f', READ))),
      x.set(16, Number(x.m.call('A', 'open', 'f', WRITE_ONLY))),
      x.set(16, x.b, 'B'),
      x.m.call('B', 'open', 'f', RW),
    ],
    { [v1]: [0, 0, 0, 4], [v2]: [0, 0, 0, 4] },
  ],
  [
    '2.3.6: a lease is refused while another one of the file is being broken',
    'E',
    (x) => [x.set(16), x.start(0) > 0, x.set(16, x.b, 'B'), x.set(16)],
    { [v1]: [0, true, 'EAGAIN', 0], [v2]: [0, true, 'EAGAIN', 0] },
  ],
  [
    '2.3.7, 2.3.8: an existing lease can change its type while leases are disabled',
    'E',
    (x) => {
      const taken = x.set(16)
      x.m.event({ kind: 'set', leasesEnable: false })
      return [taken, x.set(16), x.set(16, x.b, 'B'), x.get()]
    },
    { [v1]: [0, 0, 'EINVAL', 16], [v2]: [0, 0, 'EINVAL', 16] },
  ],
  [
    "2.3.11, 2.3.12: pins require any layout lease in v1, and the process's exclusive one in v2",
    'E',
    (x) => [x.set(16, x.b, 'B'), x.pin(0, 0), x.start(0) > 0, x.pin(0, 0)],
    { [v1]: [0, 'ok', true, 'ok'], [v2]: [0, 'EPERM', true, 'EPERM'] },
  ],
]

const errors: readonly Shown[] = [
  [
    '4.1, 4.20: a pin without a lease fails with EPERM, and with EOPNOTSUPP on mainline',
    'E',
    (x) => x.pin(0, 0),
    { [v1]: 'EPERM', [v2]: 'EPERM', ...all('EOPNOTSUPP') },
  ],
  [
    '4.2: in v2 only the taker can pin, and only through RDMA',
    'E',
    (x) => {
      const map = x.m.call('B', 'mmap', x.b, 0, P, 3, 1)
      const other = [x.set(x.lease), x.pin(0, 0, map, 'B')]
      return [...other, x.does('A', 'pin_user_pages', x.map, 0, P, 1)]
    },
    { [v1]: [0, 'ok', 'ok'], [v2]: [0, 'EPERM', 'EPERM'] },
  ],
  [
    '4.4: a handled signal ends the wait for a busy page',
    'E',
    (x) => {
      x.m.call('A', 'vmsplice', x.map, 0, P)
      return interrupted(x)
    },
    { [v2]: 'EINTR', ...all('EINTR') },
  ],
  [
    '4.5, 4.6: an invalid descriptor and a release without a lease are refused',
    'E',
    (x) => [x.set(2, 9), x.rel()],
    { [v1]: ['EBADF', 'EAGAIN'], [v2]: ['EBADF', 'EAGAIN'], ...all(['EBADF', 'EAGAIN']) },
  ],
  [
    '4.6: a plain write lease beside a layout lease',
    'E',
    (x) => [x.set(16), x.set(1, x.b, 'B')],
    { [v1]: [0, 'EAGAIN'], [v2]: [0, 'EAGAIN'] },
  ],
  [
    '4.7: a non-blocking open is refused, and begins the break',
    'e',
    ({ m, a, b, map, get }) => {
      m.call('A', 'close', a)
      m.call('A', 'munmap', map)
      m.call('B', 'close', b)
      const fd = Number(m.call('A', 'open', 'f', READ))
      const taken = m.call('A', 'fcntl', fd, SETLEASE, 0)
      return [taken, m.call('B', 'open', 'f', RW | 0o4000), get(fd)]
    },
    { [v1]: [0, 'EAGAIN', 2], [v2]: [0, 'EAGAIN', 2], ...all([0, 'EAGAIN', 2]) },
  ],
  [
    '4.10, 5.6: only v2 has file_pins, and only tracers can read it',
    'E',
    ({ m }) => {
      m.event({ kind: 'spawn', process: 'C', uid: 1000 })
      const { pid } = m.state.processes['A'] ?? {}
      const path = `/proc/${pid}/file_pins`
      return [m.call('C', 'readFile', path), m.call('B', 'readFile', path)]
    },
    { [v1]: ['ENOENT', 'ENOENT'], [v2]: ['EACCES', ''], ...all(['ENOENT', 'ENOENT']) },
  ],
  [
    '4.11: pages beyond the end of the file cannot be faulted in',
    'E',
    (x) => {
      x.m.call('B', 'ftruncate', x.b, P)
      return [x.set(x.lease), x.pin(1, 1)]
    },
    { [v1]: [0, 'EFAULT'], [v2]: [0, 'EFAULT'] },
  ],
  [
    '4.12: a page-cache file is pinned for writing',
    'e',
    (x) => x.pin(0, 0),
    {
      [v1]: 'ok',
      'linux-6.1': 'ok',
      'linux-6.12': 'EFAULT',
      'linux-6.18': 'EFAULT',
      'linux-7.2': 'EFAULT',
    },
  ],
  [
    '4.13: only records of regions make umount busy',
    'E',
    (x) => {
      taken(x)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      x.m.call('B', 'close', x.b)
      return x.m.call('B', 'umount')
    },
    { [v1]: 0, [v2]: 'EBUSY' },
  ],
  [
    '4.15, 4.16: a pinned page after the lease in v1, the lease alone in v2',
    'E',
    (x) => {
      taken(x)
      const shrunk = x.shrink(0)
      x.unpin()
      return [shrunk, x.shrink(8 * P)]
    },
    { [v1]: ['BLOCK T→ETXTBSY', 0], [v2]: ['ETXTBSY', 'ETXTBSY'] },
  ],
  [
    '4.18: the process itself holds an exclusive lease',
    'E',
    (x) => [x.set(x.lease), x.does('A', 'ftruncate', x.a, 0)],
    { [v1]: [0, 'BLOCK T→0'], [v2]: [0, 'EDEADLOCK'] },
  ],
  [
    '4.20: fixed buffers of io_uring in a page-cache file',
    'e',
    (x) => x.does('A', 'io_uring_register_buffers', x.map, 0, P),
    {
      'linux-6.1': 'EOPNOTSUPP',
      'linux-6.12': 'EFAULT',
      'linux-6.18': 'EFAULT',
      'linux-7.2': 'EFAULT',
    },
  ],
  [
    '4.22: loads of truncated pages raise SIGBUS',
    'E',
    (x) => [x.shrink(0), x.does('A', 'load', x.map, 0, 1)],
    { [v1]: [0, 'SIGBUS'], [v2]: [0, 'SIGBUS'], ...all([0, 'SIGBUS']) },
  ],
]

const surfaces: readonly Shown[] = [
  [
    '5.1, 5.2: the two settings can be read',
    'E',
    ({ m }) => {
      m.event({ kind: 'set', leasesEnable: false })
      return ['lease-break-time', 'leases-enable'].map((name) =>
        m.call('B', 'readFile', `/proc/sys/fs/${name}`),
      )
    },
    { [v1]: ['45\n', '0\n'], [v2]: ['45\n', '0\n'], ...all(['45\n', '0\n']) },
  ],
  [
    '5.3, 5.5: a lease shows as READ, in /proc/locks and in fdinfo',
    'E',
    (x) => {
      x.set(x.lease)
      const { pid } = x.m.state.processes['A'] ?? {}
      const line = / LEASE {2}ACTIVE {4}READ +(\d+) /
      const texts = ['/proc/locks', `/proc/self/fdinfo/${x.a}`].map((path) =>
        String(x.m.call('A', 'readFile', path)),
      )
      return [
        texts.map((text) => line.exec(text)?.[1] === String(pid)),
        /lock:/.test(texts[1] ?? ''),
      ]
    },
    { [v1]: [[true, true], true], [v2]: [[true, true], true], ...all([[false, false], false]) },
  ],
  [
    '5.4: the waiting breaker is listed below',
    'E',
    (x) => {
      const taken = [x.set(16), x.start(0) > 0]
      const text = String(x.m.call('B', 'readFile', '/proc/locks'))
      return [...taken, /LEASE {2}BREAKING .*\n1: -> LEASE {2}BREAKER/.test(text)]
    },
    { [v1]: [0, true, true], [v2]: [0, true, true] },
  ],
  [
    '5.7, 5.9, 5.11: only the owner and its files are listed, also when closed and unmapped',
    'E',
    (x) => {
      taken(x)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      return x.m.call('A', 'readFile', '/proc/self/file_pins')
    },
    { [v2]: '100: /dev/infiniband/uverbs0\n   /sim/f\n' },
  ],
  [
    '5.10: a receiver of the RDMA descriptor has the same list',
    'E',
    (x) => {
      taken(x)
      const before = x.m.call('B', 'readFile', '/proc/self/file_pins')
      x.m.call('A', 'send_fd', 'B', 100)
      const after = x.m.call('B', 'readFile', '/proc/self/file_pins')
      return [before, after === x.m.call('A', 'readFile', '/proc/self/file_pins')]
    },
    { [v2]: ['', true] },
  ],
  [
    '5.12: with two files in one context an entry vanishes early',
    'E',
    (x) => {
      taken(x)
      const fd = Number(x.m.call('A', 'open', 'g', 0o102))
      x.m.call('A', 'ftruncate', fd, P)
      x.set(x.lease, fd)
      const map = x.m.call('A', 'mmap', fd, 0, P, 3, 1)
      const [one, two] = [x.pin(0, 0, map), x.pin(0, 0, map)]
      x.unpin(1)
      return [
        one,
        two,
        String(x.m.call('A', 'readFile', '/proc/self/file_pins')).includes('/sim/g'),
      ]
    },
    { [v2]: ['ok', 'ok', false] },
  ],
]

const cases = [...requests, ...errors, ...surfaces].flatMap(([title, fs, run, expected]) =>
  Object.entries(expected).map(
    ([profile, value]) => [title, profile as ProfileName, fs, run, value] as const,
  ),
)

test.each(cases)('%s (%s, %s)', (_title, profile, fs, run, expected) => {
  expect(run(bench(profile, fs))).toEqual(expected)
})

test.each([['4.17: the holder is exempt, all others are refused', 'rfc-v1+exclusive']] as const)(
  '%s (%s)',
  (_title, profile) => {
    const x = bench(profile, 'E')
    expect([x.set(16), x.shrink(0), x.does('A', 'ftruncate', x.a, 0)]).toEqual([0, 'ETXTBSY', 0])
  },
)

test.each([
  ['4.21: the errno of a refused release is unspecified, and has alternatives', 'rfc-v2+intent'],
] as const)('%s (%s)', (_title, profile) => {
  const x = bench(profile, 'E')
  expect([x.set(48), x.pin(0, 0), x.rel()]).toEqual([0, 'ok', 'EBUSY'])
  const outcome = x.m.outcomes.at(-1)
  expect(outcome?.kind === 'error' ? outcome.oneOf?.length : 0).toBeGreaterThan(1)
})
