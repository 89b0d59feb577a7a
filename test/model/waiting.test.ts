import { expect, test } from 'vitest'
import type { FileSystemName, ProfileName } from '../../tools/model/index.ts'
import { type Bench, bench } from './bench.ts'
import { machine, P, SETLEASE } from './script.ts'

// Found by random programs; the traces are in test/twins/traces.
const lines: readonly (readonly [ProfileName, 'first' | 'locked' | 'last', boolean])[] = [
  ['rfc-v1', 'first', false],
  ['rfc-v1+kill', 'first', false],
  ['rfc-v2', 'first', false],
  ['rfc-v2+posted', 'first', false],
  ['rfc-v2+intent', 'first', false],
  ['rfc-v2+unlock-blocks', 'first', false],
  ['linux-6.1', 'locked', false],
  ['linux-6.12', 'last', false],
  ['linux-6.18', 'last', true],
  ['linux-7.2', 'last', true],
]

/** Use `f` so that changes of its layout have to wait. */
function inUse(profile: ProfileName, fs: FileSystemName): Bench {
  const x = bench(profile, fs)
  const map = x.m.call('A', 'mmap', x.a, 0, 4 * P, 3, 1)
  if (profile.startsWith('rfc')) x.m.call('A', 'fcntl', x.a, SETLEASE, 16)
  else x.m.call('A', 'pin_user_pages', map, 0, P, 2)
  return x
}

/** Use `f`, and let `B` wait with the inode locked. */
function locked(profile: ProfileName, fs: FileSystemName): Bench {
  const x = inUse(profile, fs)
  expect(x.m.call('B', 'ftruncate', x.b, P)).toBe('blocked')
  x.m.event({ kind: 'spawn', process: 'C' })
  return x
}

const unaligned = [8, 100, P] as const

test.each(lines)('%s refuses an unaligned range on ext4: %s', (profile, when) => {
  const x = inUse(profile, 'ext4-dax')
  const waits = when === 'last' ? 'blocked' : 'EINVAL'
  expect(x.m.call('B', 'fallocate', x.b, ...unaligned)).toBe(waits)
  const y = locked(profile, 'ext4-dax')
  const fd = y.m.call('C', 'open', 'f', 2)
  expect(y.m.call('C', 'fallocate', fd, ...unaligned)).toBe(when === 'first' ? 'EINVAL' : 'blocked')
})

test.each(lines)('%s waits before it refuses an unaligned range on XFS', (profile) => {
  const x = inUse(profile, 'xfs-dax')
  expect(x.m.call('B', 'fallocate', x.b, ...unaligned)).toBe('blocked')
})

test.each(lines)(
  '%s, a range refused %s: a kill ends a process that waits to truncate: %s',
  (profile, _, dies) => {
    for (const [call, ...args] of [
      ['truncate', P],
      ['chmod', 0o644],
      ['chown', 0, 0],
    ] as const) {
      const x = locked(profile, 'ext4-dax')
      expect(x.m.call('C', call, 'f', ...args)).toBe('blocked')
      x.m.call('A', 'kill', 'C', 'SIGKILL')
      expect(x.m.state.processes['C']?.status).toBe(dies ? 'killed' : 'running')
    }
    const x = locked(profile, 'ext4-dax')
    expect(x.m.call('C', 'unlink', 'f')).toBe('blocked')
    x.m.call('A', 'kill', 'C', 'SIGKILL')
    expect(x.m.state.processes['C']?.status).toBe('running')
  },
)

test('a pin of an unwritten DAX page pins the zero page, and blocks no call', () => {
  for (const [written, answer] of [
    [false, 0],
    [true, 'blocked'],
  ] as const) {
    const x = bench('linux-6.12', 'xfs-dax')
    x.m.call('A', 'ftruncate', x.a, 0)
    x.m.call('A', 'ftruncate', x.a, 4 * P)
    x.m.call('A', 'fallocate', x.a, 0, 0, 2 * P)
    const map = x.m.call('A', 'mmap', x.a, 0, 4 * P, 3, 1)
    if (written) x.m.call('A', 'store', map, 0, 'x')
    x.m.call('A', 'vmsplice', map, 0, P)
    expect(x.m.call('B', 'ftruncate', x.b, 0)).toBe(answer)
  }
})

test('an unwritten page stays unwritten if the file changes elsewhere', () => {
  const x = bench('linux-6.1', 'ext4-dax')
  x.m.call('A', 'fallocate', x.a, 0x11, 0, 4 * P)
  x.m.call('A', 'chmod', 'f', 0o640)
  x.m.call('A', 'ftruncate', x.a, 20 * P)
  x.m.call('A', 'vmsplice', x.map, P, 2 * P)
  expect(x.m.call('B', 'fallocate', x.b, 8, P, P)).toBe(0)
})

test.each(lines)('%s (%s) zeroes a part of a page, and punches beyond the end', (profile, when) => {
  const x = inUse(profile, 'ext4-dax')
  expect(x.m.call('B', 'fallocate', x.b, 0x10, 100, P)).toBe(when === 'last' ? 'blocked' : 0)
  const y = inUse(profile, 'ext4-dax')
  expect(y.m.call('B', 'fallocate', y.b, 3, 64 * P, P)).toBe(when === 'last' ? 'blocked' : 0)
})

test.each(lines)('%s (%s) renames no file that is locked', (profile) => {
  expect(locked(profile, 'ext4-dax').m.call('C', 'rename', 'f', 'new')).toBe('blocked')
})

test('from 6.15 on, a new mapping of a page prolongs the wait for it', () => {
  for (const [profile, answer] of [
    ['linux-6.12', 0],
    ['linux-7.2', 'blocked'],
  ] as const) {
    const x = bench(profile, 'ext4-dax')
    const map = x.m.call('A', 'mmap', x.a, 0, 4 * P, 3, 1)
    const pin = x.m.call('A', 'pin_user_pages', map, 0, P, 2)
    expect(x.m.call('B', 'ftruncate', x.b, 0)).toBe('blocked')
    const waiting = x.m.last
    x.m.call('A', 'load', map, 0, 1)
    x.m.call('A', 'unpin_user_pages', pin)
    expect(x.m.answer(waiting)).toBe(answer)
    x.m.call('A', 'munmap', map)
    expect(x.m.answer(waiting)).toBe(0)
  }
})

test('a blocked signal is reported when its handler runs', () => {
  const x = bench('linux-6.18', 'ext4')
  x.m.call('A', 'sigprocmask', 'block', 35)
  x.m.call('A', 'sigaction', 35, [{ call: 'dup', args: [x.a] }])
  x.m.call('B', 'kill', 'A', 35)
  expect(x.m.signals('A')).toEqual([])
  x.m.call('A', 'sigprocmask', 'unblock', 35)
  expect(x.m.signals('A')).toEqual(['SIGRTMIN+1'])
})

test('a splice takes the available pages', () => {
  const x = bench('linux-6.12', 'ext4-dax')
  x.m.call('A', 'ftruncate', x.a, P)
  const map = x.m.call('A', 'mmap', x.a, 0, 4 * P, 3, 1)
  const pipe = x.m.call('A', 'vmsplice', map, 100, 3 * P)
  expect(x.m.call('A', 'drain', pipe)).toBe(P - 100)
  expect(x.m.call('A', 'vmsplice', map, P, P)).toBe('EFAULT')
})

test('F_GETFL shows a lease, and only O_PATH of an O_PATH descriptor', () => {
  const m = machine('linux-6.18', { fs: 'ext4', files: [{ name: 'f' }] })
  const fd = m.call('A', 'open', 'f', 0)
  expect(m.call('A', 'fcntl', fd, SETLEASE, 0)).toBe(0)
  expect(m.call('A', 'fcntl', fd, 3)).toBe(0o120000)
  expect(m.call('A', 'fcntl', fd, SETLEASE, 2)).toBe(0)
  expect(m.call('A', 'fcntl', fd, 3)).toBe(0o100000)
  expect(m.call('A', 'fcntl', m.call('A', 'open', 'f', 0o10000002), 3)).toBe(0o10000000)
})
