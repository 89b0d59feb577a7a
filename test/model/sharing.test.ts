import { describe, expect, test } from 'vitest'
import { bench, type Case, taken } from './bench.ts'
import { P, SETLEASE } from './script.ts'

const cases: readonly Case[] = [
  [
    'A10: two processes hold exclusive leases in the posted code',
    'rfc-v2',
    'E',
    (x) => [x.set(48), x.set(48, x.b, 'B')],
    [0, 0],
  ],
  [
    'A15: an exclusive lease stays exclusive when F_LAYOUT is asked for',
    'rfc-v2',
    'E',
    (x) => [x.set(48), x.set(16), x.pin(0, 0)],
    [0, 0, 'ok'],
  ],
  [
    'A18: leases-enable 0 also refuses layout leases',
    'rfc-v2',
    'E',
    (x) => {
      x.m.event({ kind: 'set', leasesEnable: false })
      return x.set(48)
    },
    'EINVAL',
  ],
  [
    'A26: a former owner of the file cannot release its lease',
    'rfc-v1',
    'E',
    (x) => {
      x.m.call('A', 'chown', 'f', 1000, -1)
      x.m.event({ kind: 'spawn', process: 'C', uid: 1000 })
      const fd = Number(x.m.call('C', 'open', 'f', 2))
      const own = x.set(16, fd, 'C')
      x.m.call('A', 'chown', 'f', 0, -1)
      return [own, x.rel(fd, 'C'), x.get(fd, 'C')]
    },
    [0, 'EACCES', 16],
  ],
  [
    'A27: a lease on a read-only descriptor permits no writable pins',
    'rfc-v2',
    'E',
    (x) => {
      const fd = Number(x.m.call('A', 'open', 'f', 0))
      const map = x.m.call('A', 'mmap', fd, 0, P, 1, 1)
      return [x.set(48, fd), x.does('A', 'mmap', fd, 0, P, 3, 1), x.pin(0, 0, map)]
    },
    [0, 'EACCES', 'EFAULT'],
  ],
  [
    'B9: a call of another thread pins under the lease of its process',
    'rfc-v2',
    'E',
    (x) => {
      // While one thread sleeps in a call, only another one can make the next.
      x.m.call('A', 'pin_user_pages', x.map, 0, P, 2)
      x.m.call('A', 'ftruncate', x.a, 0)
      const sleeping = x.m.last
      x.set(48)
      return [x.m.answer(sleeping), x.pin(4, 4)]
    },
    ['blocked', 'ok'],
  ],
  [
    'C7: pins outside the range delay a truncate that breaks a plain lease',
    'rfc-v1',
    'E',
    (x) => {
      taken(x, 0, 3)
      return x.shrink(8 * P)
    },
    'BLOCK T→0',
  ],
  [
    'C7: an exclusive lease refuses any range',
    'rfc-v2',
    'E',
    (x) => {
      taken(x, 0, 3)
      return x.shrink(8 * P)
    },
    'ETXTBSY',
  ],
  [
    'C23: an unlinked file exists as long as it is in use',
    'rfc-v2',
    'E',
    (x) => {
      taken(x)
      return [x.does('B', 'unlink', 'f'), x.get(), x.shrink(0)]
    },
    [0, 16, 'ETXTBSY'],
  ],
  [
    'C28: with SA_RESTART the breaker restarts, and the lease stays broken',
    'rfc-v2',
    'E',
    (x) => {
      x.set(16)
      x.m.call('B', 'sigaction', 'SIGUSR1', [{ call: 'stat', args: ['f'] }], 'restart')
      const cut = x.start(0)
      x.m.call('A', 'kill', 'B', 'SIGUSR1')
      const still = x.m.answer(cut)
      const during = x.get()
      x.rel()
      return [still, during, x.m.answer(cut)]
    },
    ['blocked', 2, 0],
  ],
  [
    'C12: a holder with SA_RESTART waits for the end of its own break',
    'rfc-v2',
    'E',
    (x) => {
      x.set(16)
      x.m.call('A', 'sigaction', 'SIGIO', [], 'restart')
      return x.does('A', 'ftruncate', x.a, 0)
    },
    'BLOCK T→0',
  ],
  [
    'X9: a lease on the destination refuses a reflink',
    'rfc-v2',
    'x',
    (x) => {
      const g = x.m.call('B', 'open', 'g', 0o102)
      x.m.call('B', 'pwrite', g, 'text', 0)
      x.set(48)
      const refused = x.does('B', 'reflink', x.b, g)
      x.rel()
      return [refused, x.does('B', 'reflink', x.b, g), x.m.call('A', 'pread', x.a, 4, 0)]
    },
    ['ETXTBSY', 0, { hex: '74657874' }],
  ],
  [
    'X9: DAX files were refused, after the break',
    'rfc-v1',
    'X',
    (x) => {
      const g = x.m.call('B', 'open', 'g', 0o102)
      x.set(16)
      return x.does('B', 'reflink', x.b, g)
    },
    'BLOCK T→EINVAL',
  ],
  [
    'X9: from 6.15 on a reflink waits for busy pages of the destination',
    'linux-6.18',
    'X',
    (x) => {
      const g = x.m.call('B', 'open', 'g', 0o102)
      x.m.call('A', 'pin_user_pages', x.map, 0, P, 2)
      return x.does('B', 'reflink', x.b, g)
    },
    'HANG',
  ],
  [
    'D4, E10: the receiver of a leased descriptor can release it, but gets no signal',
    'rfc-v1',
    'E',
    (x) => {
      x.set(16)
      x.handler()
      x.m.event({ kind: 'spawn', process: 'C' })
      const fd = Number(x.does('A', 'send_fd', 'C', x.a))
      const cut = x.start(0)
      const told = [x.m.signals('A').length, x.m.signals('C').length]
      return [told, x.rel(fd, 'C'), x.m.answer(cut)]
    },
    [[1, 0], 0, 0],
  ],
  [
    'E10, Q13: the receiver of a leased descriptor cannot pin in v2',
    'rfc-v2',
    'E',
    (x) => {
      x.set(48)
      x.m.event({ kind: 'spawn', process: 'C' })
      const fd = x.does('A', 'send_fd', 'C', x.a)
      return [fd, x.pin(0, 0, x.m.call('C', 'mmap', fd, 0, P, 3, 1), 'C')]
    },
    [3, 'EPERM'],
  ],
  [
    'D11: lease-break-time has no effect on exclusive leases',
    'rfc-v2',
    'E',
    (x) => {
      x.set(48)
      x.shrink(0)
      x.m.advance(1000)
      return [x.get(), x.shrink(0)]
    },
    [16, 'ETXTBSY'],
  ],
]

describe('shared descriptors', () => {
  test.each(cases)('%s (%s, %s)', (_title, profile, fs, run, expected) => {
    expect(run(bench(profile, fs))).toEqual(expected)
  })
})

test('alternatives of an answer begin with that answer, and have reasons', () => {
  const x = bench('rfc-v2', 'E')
  taken(x)
  x.m.call('A', 'readFile', '/proc/self/file_pins')
  const text = x.m.outcomes.at(-1)
  expect(text).toMatchObject({
    kind: 'result',
    oneOf: [{ reason: 'v2 patch 18' }, { value: '100: /dev/infiniband/uverbs0\n\t/sim/f\n' }],
  })
  x.m.call('A', 'ibv_reg_mr', x.map, 0, P, 0x41)
  const region = x.m.outcomes.at(-1)
  const allowed = region?.kind === 'result' ? region.oneOf : undefined
  expect(allowed?.map(({ code, value }) => code ?? value)).toEqual([
    { mr: 2 },
    'EOPNOTSUPP',
    'EINVAL',
  ])
  const other = bench('rfc-v1+exclusive', 'E')
  other.set(16)
  other.m.call('B', 'fcntl', other.b, SETLEASE, 16)
  expect(other.m.outcomes.at(-1)).toMatchObject({
    code: 'EAGAIN',
    oneOf: [{ code: 'EAGAIN' }, { code: 'EBUSY' }],
  })
})

test('`reflink` refuses descriptors of the wrong kind, and waits for pins', () => {
  const x = bench('linux-6.12', 'E')
  const dir = x.m.call('B', 'open', '.', 0)
  const readOnly = x.m.call('B', 'open', 'f', 0)
  expect([
    x.m.call('B', 'reflink', readOnly, x.b),
    x.m.call('B', 'reflink', x.b, dir),
    x.m.call('B', 'reflink', x.b, readOnly),
  ]).toEqual(['EBADF', 'EISDIR', 'EOPNOTSUPP'])
  const busy = bench('linux-6.12', 'X')
  busy.m.call('A', 'vmsplice', busy.map, 0, P)
  busy.start(0)
  const g = busy.m.call('C', 'open', 'g', 0o102)
  expect(busy.m.call('C', 'reflink', busy.m.call('C', 'open', 'f', 2), g)).toBe('blocked')
})
