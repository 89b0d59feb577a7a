import { describe, expect, test } from 'vitest'
import { explainWait } from '../../../tools/model/index.ts'
import { type Bench, bench, type Case, taken } from '../bench.ts'
import { P, SETLEASE, UNLCK } from '../script.ts'

/** Map a second file of A, with a lease by default. */
function secondFile(x: Bench, leased = true): unknown {
  const fd = x.m.call('A', 'open', 'g', 0o102)
  x.m.call('A', 'ftruncate', fd, 16 * P)
  if (leased) x.m.call('A', 'fcntl', fd, SETLEASE, x.lease)
  return x.m.call('A', 'mmap', fd, 0, 16 * P, 3, 1)
}

const rows: readonly Case[] = [
  [
    'A11: a new lease is refused while another is being broken',
    'rfc-v1',
    'E',
    (x) => [x.set(16), x.start(0), x.set(16, x.b, 'B')],
    [0, expect.any(Number), 'EAGAIN'],
  ],
  [
    'A17: a plain read lease and a layout lease coexist',
    'rfc-v2',
    'E',
    (x) => {
      for (const [who, fd] of [
        ['A', x.a],
        ['B', x.b],
      ]) {
        x.m.call(String(who), 'close', fd)
      }
      x.m.call('A', 'munmap', x.map)
      const [one, two] = [x.m.call('A', 'open', 'f', 0), x.m.call('B', 'open', 'f', 0)]
      return [x.set(16, Number(one)), x.set(0, Number(two), 'B')]
    },
    [0, 0],
  ],
  [
    'A24: release with pins is accepted, and the pins stay',
    'rfc-v2',
    'E',
    (x) => {
      taken(x)
      return [x.rel(), x.m.state.pins.map(({ kind }) => kind)]
    },
    [0, ['mr']],
  ],
  [
    'B8: in v2 a forked child cannot pin under the lease of its parent',
    'rfc-v2',
    'E',
    (x) => {
      x.set(48)
      x.m.call('A', 'fork', 'C')
      return [x.pin(0, 0, x.map, 'C'), x.rel(x.a, 'C')]
    },
    ['EPERM', 0],
  ],
  [
    'B8: in v1 a forked child can pin under the lease of its parent',
    'rfc-v1',
    'E',
    (x) => {
      x.set(16)
      x.m.call('A', 'fork', 'C')
      return x.pin(0, 0, x.map, 'C')
    },
    'ok',
  ],
  [
    'B16: page-cache files could be pinned without a lease',
    'rfc-v2',
    'e',
    (x) => x.pin(0, 15),
    'ok',
  ],
  [
    'B20: a hole is allocated and pinned',
    'rfc-v1',
    'E',
    (x) => {
      x.m.call('B', 'fallocate', x.b, 3, 0, 16 * P)
      const before = x.m.call('A', 'stat', 'f')
      taken(x, 2, 3)
      return [before, x.m.call('A', 'stat', 'f')]
    },
    [
      { size: 16 * P, blocks: 0, dax: true },
      { size: 16 * P, blocks: 16, dax: true },
    ],
  ],
  [
    'B23: two regions of the same pages count separately',
    'rfc-v1',
    'E',
    (x) => {
      taken(x)
      x.pin(0, 15)
      x.rel()
      x.unpin(1)
      return [x.shrink(0), x.unpin(2), x.shrink(0)]
    },
    ['ETXTBSY', 0, 0],
  ],
  [
    'C13: a child that truncates is not the holder',
    'rfc-v2',
    'E',
    (x) => {
      x.set(48)
      x.m.call('A', 'fork', 'C')
      return x.does('C', 'ftruncate', x.a, 0)
    },
    'ETXTBSY',
  ],
  [
    'C14: a breaker with an exclusive lease gets EDEADLOCK',
    'rfc-v2',
    'E',
    (x) => [x.set(48), x.set(48, x.b, 'B'), x.shrink(0)],
    [0, 0, 'EDEADLOCK'],
  ],
  [
    'C18: plain allocation breaks nothing on ext4',
    'rfc-v2',
    'E',
    (x) => [x.set(48), x.does('B', 'fallocate', x.b, 0, 0, 20 * P)],
    [0, 0],
  ],
  [
    'X5: plain allocation breaks leases on XFS',
    'rfc-v2',
    'X',
    (x) => [x.set(48), x.does('B', 'fallocate', x.b, 0, 0, 20 * P)],
    [0, 'ETXTBSY'],
  ],
  [
    'C20: an exclusive lease also prevents a collapse of other pages',
    'rfc-v2',
    'E',
    (x) => {
      taken(x, 8, 9)
      return x.does('B', 'fallocate', x.b, 8, 0, 4 * P)
    },
    'ETXTBSY',
  ],
  [
    'C22: a store that must fault sleeps while a break waits on ext4',
    'rfc-v1',
    'E',
    (x) => {
      x.set(16)
      x.start(0)
      const slept = x.m.call('A', 'store', x.map, 0, 'x')
      const id = x.m.last
      x.rel()
      return [slept, x.m.answer(id)]
    },
    ['blocked', 'SIGBUS'],
  ],
  [
    'C22: a store that must fault does not sleep on XFS',
    'rfc-v1',
    'X',
    (x) => {
      x.set(16)
      x.start(0)
      return x.m.call('A', 'store', x.map, 0, 'x')
    },
    1,
  ],
  [
    'C24: changing the mode breaks nothing',
    'rfc-v2',
    'E',
    (x) => [x.set(48), x.does('B', 'chmod', 'f', 0o640), x.does('B', 'chown', 'f', 5, -1)],
    [0, 0, 0],
  ],
  [
    'C27: on ext4 a file without mappings is truncated under its pins',
    'rfc-v2',
    'E',
    (x) => {
      taken(x)
      x.m.call('A', 'munmap', x.map)
      return x.shrink(0)
    },
    0,
  ],
  [
    'X8: on XFS the exclusive lease still has effect',
    'rfc-v2',
    'X',
    (x) => {
      taken(x)
      x.m.call('A', 'munmap', x.map)
      return [x.shrink(0), x.rel(), x.shrink(0)]
    },
    ['ETXTBSY', 0, 0],
  ],
  [
    'C32: in v1 a short-term pin also refuses',
    'rfc-v1',
    'E',
    (x) => [x.does('A', 'pin_user_pages', x.map, 0, P, 2), x.shrink(0)],
    ['ok', 'ETXTBSY'],
  ],
  [
    'D2, D3: the signal contains the lease descriptor, closed or not',
    'rfc-v1',
    'E',
    (x) => {
      x.m.call('A', 'fcntl', x.a, 10, 34)
      x.set(16)
      x.m.call('A', 'close', x.a)
      x.start(0)
      return x.m.call('A', 'nextSignal')
    },
    { signal: 'SIGRTMIN', signo: 34, si_code: 3, si_fd: 3 },
  ],
  [
    'D12: a page that must be faulted in is pinned after the break or not at all',
    'rfc-v1',
    'E',
    (x) => {
      x.set(16)
      x.start(8 * P)
      return x.pin(0, 0)
    },
    'BLOCK T→EPERM',
  ],
  [
    'E5: the lease stays until the last duplicate is closed',
    'rfc-v1',
    'E',
    (x) => {
      x.m.call('A', 'munmap', x.map)
      x.set(16)
      const copy = x.m.call('A', 'dup', x.a) as number
      x.m.call('A', 'close', x.a)
      const still = x.get(copy)
      x.m.call('A', 'close', copy)
      return [still, x.m.state.inodes[2]?.leases]
    },
    [16, []],
  ],
  [
    '2.4: a region of one file takes references from the record of the other',
    'rfc-v2',
    'E',
    (x) => {
      taken(x, 0, 1)
      x.m.call('A', 'ibv_reg_mr', secondFile(x), 0, 4 * P, 1)
      x.m.call('A', 'close', x.a)
      x.m.call('A', 'munmap', x.map)
      x.m.call('B', 'mmap', x.b, 0, P, 1, 1)
      const before = x.m.call('A', 'readFile', '/proc/self/file_pins')
      x.m.call('A', 'ibv_dereg_mr', { mr: 2 })
      return [before, x.m.call('A', 'readFile', '/proc/self/file_pins'), x.shrink(0)]
    },
    ['100: /dev/infiniband/uverbs0\n   /sim/f\n   /sim/g\n', '', 'HANG'],
  ],
  [
    'B19: a region that fails half way leaves no pins',
    'rfc-v1',
    'E',
    (x) => {
      x.set(16)
      x.m.call('A', 'ftruncate', x.a, 16 * P)
      return [x.pin(0, 16), x.m.state.pins.map(({ kind }) => kind)]
    },
    ['EFAULT', []],
  ],
]

describe('rows of the tables', () => {
  test.each(rows)('%s (%s, %s)', (_title, profile, fs, run, expected) => {
    expect(run(bench(profile, fs))).toEqual(expected)
  })
})

test('a sleeping call is explained by what holds the file since which call', () => {
  const x = bench('rfc-v2', 'E')
  taken(x)
  const region = x.m.last
  x.rel()
  x.start(0)
  const cut = x.m.last
  x.m.call('C', 'unlink', 'f')
  const told = x.m.state.sleepers.map((sleeper) => explainWait(x.m.state, sleeper))
  expect(told).toEqual([
    `\`f\`: A holds a long-term pin (mr:1) since call \`${region}\``,
    `\`f\`: B holds its lock in \`ftruncate\` (call \`${cut}\`)`,
  ])
})

test('a handler that sleeps in a call continues afterwards', () => {
  const x = bench('rfc-v1', 'E')
  x.set(16)
  x.m.call('A', 'sigaction', 'SIGUSR1', [
    { call: 'truncate', args: ['f', 0] },
    { call: 'fcntl', args: [x.a, SETLEASE, UNLCK] },
  ])
  x.m.call('B', 'kill', 'A', 'SIGUSR1')
  expect(x.m.state.sleepers.map(({ id, wait }) => [id, wait.for])).toEqual([[null, 'lease']])
  x.m.advance(45)
  expect([x.m.state.sleepers, x.get()]).toEqual([[], UNLCK])
})

test('bytes belong to the file, and private mappings copy them', () => {
  const x = bench('linux-6.18', 'E')
  const mine = x.m.call('B', 'mmap', x.b, 0, P, 3, 2)
  expect(x.m.call('A', 'pwrite', x.a, 'abcdef', P - 3)).toBe(6)
  expect(x.m.call('B', 'load', mine, P - 3, 3)).toEqual({ hex: '616263' })
  x.m.call('B', 'store', mine, P - 3, 'X')
  x.m.call('A', 'store', x.map, P - 2, { hex: '00' })
  expect(x.m.call('B', 'load', mine, P - 3, 3)).toEqual({ hex: '586263' })
  expect(x.m.call('A', 'pread', x.a, 6, P - 3)).toEqual({ hex: '610063646566' })
  x.m.call('A', 'fallocate', x.a, 8, 0, P)
  expect(x.m.call('A', 'pread', x.a, 4, 0)).toEqual({ hex: '64656600' })
  x.m.call('A', 'ftruncate', x.a, 2)
  x.m.call('A', 'ftruncate', x.a, 4)
  expect(x.m.call('A', 'readFile', 'f')).toBe('de\0\0')
  expect(x.m.call('A', 'load', x.map, P, 1)).toBe('SIGBUS')
  expect(x.m.call('A', 'load', x.map, 16 * P, 1)).toBe('SIGSEGV')
})
