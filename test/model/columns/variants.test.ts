import { describe, expect, test } from 'vitest'
import type { ProfileName } from '../../../tools/model/index.ts'
import { profiles } from '../../../tools/model/index.ts'
import { bench, type Case, taken } from '../bench.ts'
import { P, SETLEASE } from '../script.ts'

const { keys } = Object

const cases: readonly Case[] = [
  [
    'X1: posted v2 loses ETXTBSY on XFS and hangs on the pins',
    'rfc-v2+posted',
    'X',
    (x) => {
      taken(x)
      const shrunk = x.shrink(0)
      const id = x.m.last
      x.unpin()
      return [shrunk, x.m.answer(id)]
    },
    ['HANG', 0],
  ],
  [
    'X2: without pins posted v2 ignores the lease on XFS',
    'rfc-v2+posted',
    'X',
    (x) => [x.set(48), x.shrink(0), x.get()],
    [0, 0, 16],
  ],
  [
    'X1: on ext4 posted v2 refuses like v2',
    'rfc-v2+posted',
    'E',
    (x) => [x.set(48), x.shrink(0)],
    [0, 'ETXTBSY'],
  ],
  [
    'A24: as intended, v2 refuses a release while pins exist',
    'rfc-v2+intent',
    'E',
    (x) => {
      taken(x)
      const refused = x.rel()
      const outcome = x.m.outcomes.at(-1)
      const allowed = outcome?.kind === 'error' ? outcome.oneOf?.map(({ code }) => code) : undefined
      return [refused, allowed, x.get(), x.shrink(0), x.unpin(), x.rel()]
    },
    ['EBUSY', ['EBUSY', 'EAGAIN', 'EPERM', 'ETXTBSY'], 16, 'ETXTBSY', 0, 0],
  ],
  [
    'B13: as intended, a zombie lease permits no further pins',
    'rfc-v2+intent',
    'E',
    (x) => {
      taken(x)
      const fd = x.m.call('A', 'open', 'f', 2)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      const refused = x.pin(3, 3, x.m.call('A', 'mmap', fd, 0, 16 * P, 3, 1))
      const outcome = x.m.outcomes.at(-1)
      return [refused, outcome?.kind === 'error' && outcome.oneOf?.map(({ code }) => code)]
    },
    ['EPERM', ['EPERM', 'EBADF', 'EBUSY']],
  ],
  [
    'C9: as intended, pins without their lease refuse, and short-term ones delay',
    'rfc-v2+intent',
    'E',
    (x) => {
      taken(x)
      // Row 2.4: a region of another file removes the record of this one.
      const g = x.m.call('A', 'open', 'g', 0o102)
      x.m.call('A', 'ftruncate', g, 32 * P)
      x.m.call('A', 'fcntl', g, SETLEASE, 48)
      x.m.call('A', 'ibv_reg_mr', x.m.call('A', 'mmap', g, 0, 32 * P, 3, 1), 0, 32 * P, 1)
      x.m.call('A', 'ibv_dereg_mr', { mr: 2 })
      x.m.call('A', 'munmap', x.map)
      x.m.call('A', 'close', x.a)
      const map = x.m.call('B', 'mmap', x.b, 0, 16 * P, 3, 1)
      const long = x.shrink(0)
      x.unpin()
      x.m.call('B', 'pin_user_pages', map, 0, P, 2)
      return [long, x.shrink(0)]
    },
    ['ETXTBSY', 'HANG'],
  ],
  [
    'A24, Q2: with a blocking unlock the release waits for the last unpin',
    'rfc-v2+unlock-blocks',
    'E',
    (x) => {
      taken(x)
      const released = x.rel()
      const id = x.m.last
      const between = [x.get(), x.shrink(0)]
      x.unpin()
      return [released, ...between, x.m.answer(id), x.get()]
    },
    ['HANG', 16, 'ETXTBSY', 0, 2],
  ],
  [
    'A24, Q2: a signal ends a blocking unlock',
    'rfc-v2+unlock-blocks',
    'E',
    (x) => {
      taken(x)
      x.m.call('A', 'sigaction', 'SIGUSR1', [])
      x.m.call('A', 'fcntl', x.a, SETLEASE, 2)
      const id = x.m.last
      const why = x.m.outcomes.find((each) => each.kind === 'blocked' && each.id === id)
      x.m.call('B', 'kill', 'A', 'SIGUSR1')
      return [why, x.m.answer(id), x.get()]
    },
    [
      expect.objectContaining({
        waitsFor: 'unpin',
        detail: '`f`: the RDMA context of A pins 16 of its pages',
      }),
      'EINTR',
      16,
    ],
  ],
  [
    'Q3: a holder with SIGKILL as its F_SETSIG is killed if it does not answer',
    'rfc-v1+kill',
    'E',
    (x) => {
      x.m.call('A', 'fcntl', x.a, 10, 9)
      taken(x)
      x.handler()
      return [x.shrink(0), x.m.signals('A'), x.m.state.processes['A']?.status]
    },
    ['BLOCK T→0', ['SIGIO'], 'killed'],
  ],
  [
    'Q3: a holder without it only loses its lease',
    'rfc-v1+kill',
    'E',
    (x) => {
      taken(x)
      return [x.shrink(0), x.m.state.processes['A']?.status]
    },
    ['BLOCK T→ETXTBSY', 'running'],
  ],
  [
    'Q3: a holder that fails to truncate its own file is killed after the answer',
    'rfc-v1+kill',
    'E',
    (x) => {
      x.m.call('A', 'fcntl', x.a, 10, 9)
      taken(x)
      return [x.does('A', 'ftruncate', x.a, 0), x.m.state.processes['A']?.status]
    },
    ['HANG', 'killed'],
  ],
  [
    'Q3: a holder in an uninterruptible sleep is killed afterwards',
    'rfc-v1+kill',
    'E',
    (x) => {
      x.m.call('A', 'fcntl', x.a, 10, 9)
      taken(x)
      const cut = x.start(0)
      x.m.call('A', 'unlink', 'f')
      x.m.advance(45)
      return [x.m.answer(cut), x.m.state.processes['A']?.status]
    },
    ['ETXTBSY', 'killed'],
  ],
  [
    'Q4: exclusive access is taken by F_LAYOUT alone, by one process',
    'rfc-v1+exclusive',
    'E',
    (x) => [x.set(16), x.set(48), x.set(16, x.b, 'B'), x.rel(), x.set(16, x.b, 'B')],
    [0, 'EINVAL', 'EAGAIN', 0, 0],
  ],
  [
    'Q1: the holder is exempt, and gets no signal',
    'rfc-v1+exclusive',
    'E',
    (x) => {
      x.set(16)
      x.handler()
      return [x.does('A', 'ftruncate', x.a, 8 * P), x.m.signals('A'), x.get()]
    },
    [0, [], 16],
  ],
  [
    'Q1: the holder is refused because of its own pins',
    'rfc-v1+exclusive',
    'E',
    (x) => {
      taken(x)
      return x.does('A', 'ftruncate', x.a, 8 * P)
    },
    'ETXTBSY',
  ],
  ...(['E', 'X', 'e', 't'] as const).flatMap((fs) =>
    (
      [
        ['write(2)', 'pwrite', 3, 'z', 0],
        ['growing', 'ftruncate', 3, 32 * P],
        ['allocating', 'fallocate', 3, 0, 16 * P, P],
        ['opening with O_TRUNC', 'open', 'f', 0o1001],
      ] as const
    ).map(
      ([title, call, ...args]): Case => [
        `Q5, Q6, Q7: ${title} is refused to others`,
        'rfc-v1+exclusive',
        fs,
        (x) => [x.set(16), x.does('B', call, ...args), x.m.call('B', 'stat', 'f')],
        [0, 'ETXTBSY', { size: 16 * P, blocks: 128, dax: fs === 'E' || fs === 'X' }],
      ],
    ),
  ),
  [
    '2.6: from 7.0 on a filesystem must opt in to leases',
    'linux-7.2',
    'hugetlbfs',
    (x) => x.does('A', 'fcntl', x.m.call('A', 'open', 'f', 0), SETLEASE, 0),
    'EINVAL',
  ],
  [
    '2.6: before 7.0 all filesystems have leases',
    'linux-6.18',
    'hugetlbfs',
    (x) => {
      for (const [who, fd] of [
        ['A', x.a],
        ['B', x.b],
      ]) {
        x.m.call(String(who), 'close', fd)
      }
      x.m.call('A', 'munmap', x.map)
      return x.does('A', 'fcntl', x.m.call('A', 'open', 'f', 0), SETLEASE, 0)
    },
    0,
  ],
  [
    '2.6: ext4 opted in',
    'linux-7.2',
    'E',
    (x) => {
      x.m.call('A', 'munmap', x.map)
      x.m.call('A', 'close', x.a)
      x.m.call('B', 'close', x.b)
      return x.does('A', 'fcntl', x.m.call('A', 'open', 'f', 0), SETLEASE, 0)
    },
    0,
  ],
]

describe('variants', () => {
  test.each(cases)('%s (%s, %s)', (_title, profile, fs, run, expected) => {
    expect(run(bench(profile, fs))).toEqual(expected)
  })
})

test('variants differ from their bases only in certain rules', () => {
  const changed = Object.values(profiles).flatMap(({ name, rules }) => {
    const [base = name] = name.split('+')
    if (base === name) return []
    const old = profiles[base as ProfileName].rules
    const names = keys(rules).filter((rule) => {
      const key = rule as keyof typeof rules
      return rules[key] !== old[key]
    })
    return [[name, names]]
  })
  expect(Object.fromEntries(changed)).toEqual({
    'rfc-v1+kill': ['expiry'],
    'rfc-v1+exclusive': [
      'layoutRequest',
      'secondExclusive',
      'ownExclusive',
      'layoutSteps',
      'exclusiveRefusal',
    ],
    'rfc-v2+posted': ['exclusiveRefusal'],
    'rfc-v2+intent': ['releaseWithPins', 'zombieLease', 'busyVerdict'],
    'rfc-v2+unlock-blocks': ['releaseWithPins'],
  })
})
