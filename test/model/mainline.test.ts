import { describe, expect, test } from 'vitest'
import type { FileSystemName, ProfileName } from '../../tools/model/index.ts'
import type { Bench } from './bench.ts'
import { bench } from './bench.ts'
import { P } from './script.ts'

// Answers of real kernels: DAX on 6.1 and 6.12, page cache on both, tmpfs on both.
const columns: readonly (readonly [string, ProfileName, FileSystemName])[] = [
  ['ext4-DAX 6.1', 'linux-6.1', 'ext4-dax'],
  ['xfs-DAX 6.12', 'linux-6.12', 'xfs-dax'],
  ['ext4 6.1', 'linux-6.1', 'ext4'],
  ['ext4 6.12', 'linux-6.12', 'ext4'],
  ['tmpfs 6.1', 'linux-6.1', 'tmpfs'],
  ['tmpfs 6.12', 'linux-6.12', 'tmpfs'],
]

const RW = 3
const RO = 1
const SHARED = 1
const PRIVATE = 2

function area(x: Bench, prot: number, flags: number, touched = false): unknown {
  const map = x.m.call('A', 'mmap', x.a, 0, P, prot, flags)
  if (touched) x.m.call('A', 'store', map, 0, 'copy')
  return map
}

type Row = readonly [string, (x: Bench) => unknown, readonly unknown[]]
const NOT = 'EOPNOTSUPP'

const pins: readonly Row[] = [
  [
    'io_uring, shared read-write',
    (x) => x.does('A', 'io_uring_register_buffers', area(x, RW, SHARED), 0, P),
    [NOT, NOT, NOT, 'EFAULT', 'ok', 'ok'],
  ],
  [
    'io_uring, private read-write',
    (x) => x.does('A', 'io_uring_register_buffers', area(x, RW, PRIVATE), 0, P),
    [NOT, NOT, NOT, 'ok', 'ok', 'ok'],
  ],
  [
    'io_uring, private read-write, written to before',
    (x) => x.does('A', 'io_uring_register_buffers', area(x, RW, PRIVATE, true), 0, P),
    [NOT, 'ok', NOT, 'ok', 'ok', 'ok'],
  ],
  [
    'io_uring, shared read-only',
    (x) => x.does('A', 'io_uring_register_buffers', area(x, RO, SHARED), 0, P),
    [NOT, NOT, 'EFAULT', 'EFAULT', 'EFAULT', 'EFAULT'],
  ],
  [
    'ibv_reg_mr, shared read-write, LOCAL_WRITE',
    (x) => x.does('A', 'ibv_reg_mr', area(x, RW, SHARED), 0, P, 1),
    [NOT, NOT, 'ok', 'EFAULT', 'ok', 'ok'],
  ],
  [
    'ibv_reg_mr, shared read-write, access 0',
    (x) => x.does('A', 'ibv_reg_mr', area(x, RW, SHARED), 0, P, 0),
    [NOT, NOT, 'ok', 'ok', 'ok', 'ok'],
  ],
  [
    'ibv_reg_mr, private read-write',
    (x) => x.does('A', 'ibv_reg_mr', area(x, RW, PRIVATE), 0, P, 1),
    [NOT, NOT, 'ok', 'ok', 'ok', 'ok'],
  ],
  [
    'ibv_reg_mr, shared read-only, access 0',
    (x) => x.does('A', 'ibv_reg_mr', area(x, RO, SHARED), 0, P, 0),
    [NOT, NOT, 'EFAULT', 'ok', 'EFAULT', 'ok'],
  ],
  [
    'FOLL_LONGTERM, shared read-write',
    (x) => x.does('A', 'pin_user_pages', area(x, RW, SHARED), 0, P, 1),
    [NOT, NOT, 'ok', 'ok', 'ok', 'ok'],
  ],
  [
    'FOLL_LONGTERM | FOLL_WRITE, shared read-write',
    (x) => x.does('A', 'pin_user_pages', area(x, RW, SHARED), 0, P, 3),
    [NOT, NOT, 'ok', 'EFAULT', 'ok', 'ok'],
  ],
  [
    'FOLL_LONGTERM, private, untouched',
    (x) => x.does('A', 'pin_user_pages', area(x, RW, PRIVATE), 0, P, 1),
    [NOT, NOT, 'ok', 'ok', 'ok', 'ok'],
  ],
  [
    'fast FOLL_LONGTERM | FOLL_WRITE, private, copied',
    (x) => x.does('A', 'pin_user_pages', area(x, RW, PRIVATE, true), 0, P, 7),
    ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  ],
  [
    'slow FOLL_LONGTERM | FOLL_WRITE, private, copied',
    (x) => x.does('A', 'pin_user_pages', area(x, RW, PRIVATE, true), 0, P, 3),
    [NOT, NOT, 'ok', 'ok', 'ok', 'ok'],
  ],
  [
    'MAP_SYNC',
    (x) => x.does('A', 'mmap', x.a, 0, P, RW, 0x80003),
    ['ok', 'ok', NOT, NOT, NOT, NOT],
  ],
  [
    'anonymous memory',
    (x) => x.does('A', 'ibv_reg_mr', x.m.call('A', 'mmap', -1, 0, P, RW, 0x22), 0, P, 1),
    ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
  ],
]

describe.each(pins)('long-term pins on real kernels: %s', (_, run, expected) => {
  columns.forEach(([name, profile, fs], index) => {
    test(name, () => {
      expect(run(bench(profile, fs))).toBe(expected[index])
    })
  })
})

/** Make a call of B while A pins page 0, and list its answers before and after A unpins. */
function meets(x: Bench, call: string, ...args: readonly unknown[]): readonly unknown[] {
  const pipe = x.m.call('A', 'vmsplice', x.map, 0, P)
  const first = x.m.call('B', call, ...args)
  const id = x.m.last
  x.m.call('A', 'drain', pipe)
  return [first, x.m.answer(id)]
}

const waits: readonly (readonly [string, readonly unknown[], unknown, unknown])[] = [
  ['ftruncate to 0', ['ftruncate', 3, 0], 'blocked', 'blocked'],
  ['open with O_TRUNC', ['open', 'f', 0o1001], 'blocked', 'blocked'],
  ['PUNCH_HOLE over the page', ['fallocate', 3, 3, 0, P], 'blocked', 'blocked'],
  ['ZERO_RANGE over the page', ['fallocate', 3, 16, 0, P], 'blocked', 'blocked'],
  ['COLLAPSE_RANGE over the page', ['fallocate', 3, 8, 0, P], 'blocked', 'blocked'],
  ['INSERT_RANGE over the page', ['fallocate', 3, 32, 0, P], 'blocked', 'blocked'],
  ['PUNCH_HOLE elsewhere', ['fallocate', 3, 3, 8 * P, P], 'blocked', 'blocked'],
  ['ftruncate that extends', ['ftruncate', 3, 32 * P], 'blocked', 'blocked'],
  ['fallocate that extends', ['fallocate', 3, 0, 16 * P, P], 0, 'blocked'],
  ['pwrite over the page', ['pwrite', 3, 'x', 0], 1, 1],
  ['unlink', ['unlink', 'f'], 0, 0],
]

describe.each(['linux-6.1', 'linux-6.12', 'linux-6.18'] as const)(
  'short-term pins on %s',
  (profile) => {
    test.each(waits)('%s', (_, [call, ...args], ext4, xfs) => {
      const expected = call === 'open' ? 4 : call === 'pwrite' ? 1 : 0
      expect(meets(bench(profile, 'E'), String(call), ...args)).toEqual([ext4, expected])
      expect(meets(bench(profile, 'X'), String(call), ...args)).toEqual([xfs, expected])
      expect(meets(bench(profile, 'e'), String(call), ...args)).toEqual([expected, expected])
    })

    test('a waiting call keeps the inode locked, so an unlink waits for it', () => {
      const x = bench(profile, 'E')
      const pipe = x.m.call('A', 'vmsplice', x.map, 0, P)
      x.start(0)
      expect(x.m.call('A', 'unlink', 'f')).toBe('blocked')
      expect(x.m.call('C', 'pread', x.m.call('C', 'open', 'f', 0), 1, 0)).toBe('blocked')
      const id = x.m.last
      x.m.call('A', 'drain', pipe)
      expect([x.m.answer(id - 2), x.m.answer(id)]).toEqual([0, { hex: '' }])
    })

    test('a process that truncates a page it pins waits for itself', () => {
      const x = bench(profile, 'E')
      x.m.call('A', 'vmsplice', x.map, 0, P)
      expect(x.does('A', 'ftruncate', x.a, 0)).toBe('HANG')
    })

    test('the death of the pinning process ends the wait', () => {
      const x = bench(profile, 'E')
      x.m.call('A', 'vmsplice', x.map, 0, P)
      const id = x.start(0)
      x.m.call('C', 'kill', 'A', 'SIGKILL')
      expect(x.m.answer(id)).toBe(0)
    })

    test('C27: until 6.14 a pin is ignored without a mapping', () => {
      const x = bench(profile, 'E')
      x.m.call('A', 'vmsplice', x.map, 0, P)
      x.m.call('A', 'munmap', x.map)
      expect(x.shrink(0)).toBe(profile === 'linux-6.18' ? 'HANG' : 0)
    })

    test('G5: from 6.15 on the release of an inode waits for its busy pages', () => {
      const x = bench(profile, 'E')
      const pipe = x.m.call('A', 'vmsplice', x.map, 0, P)
      x.m.call('A', 'munmap', x.map)
      x.m.call('A', 'close', x.a)
      x.m.call('B', 'unlink', 'f')
      const closed = x.m.call('B', 'close', x.b)
      const id = x.m.last
      expect(closed).toBe(profile === 'linux-6.18' ? 'blocked' : 0)
      x.m.call('A', 'drain', pipe)
      expect(x.m.answer(id)).toBe(0)
      expect(Object.keys(x.m.state.inodes)).toEqual(['1'])
    })
  },
)

test('page cache: a pinned page is orphaned by truncate, and keeps its content', () => {
  const x = bench('linux-6.18', 't')
  x.m.call('A', 'store', x.map, 0, 'old')
  expect(x.does('A', 'io_uring_register_buffers', x.map, 0, P)).toBe('ok')
  expect(x.shrink(0)).toBe(0)
  expect(x.shrink(P)).toBe(0)
  expect(x.m.call('A', 'load', x.map, 0, 3)).toEqual({ hex: '000000' })
  const frame = x.m.state.pins.find(({ kind }) => kind === 'buffers')?.pages[0]?.frame ?? 0
  expect(x.m.state.frames[frame]).toBe('6f6c64')
  x.m.call('A', 'io_uring_unregister_buffers', { buffers: 1 })
  expect(x.m.state.frames[frame]).toBeUndefined()
})

test('fallocate modes of tmpfs and ext4', () => {
  const modes = [0, 1, 3, 2, 16, 8, 32, 1024]
  const answers = (fs: string): readonly unknown[] =>
    modes.map((mode) => bench('linux-6.18', fs).does('B', 'fallocate', 3, mode, 0, P))
  expect(answers('t')).toEqual([0, 0, 0, NOT, NOT, NOT, NOT, NOT])
  expect(answers('e')).toEqual([0, 0, 0, NOT, 0, 0, 0, NOT])
  expect(bench('linux-6.18', 'e').does('B', 'fallocate', 3, 8, 1, P)).toBe('EINVAL')
})
