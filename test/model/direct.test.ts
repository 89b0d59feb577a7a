import { describe, expect, test } from 'vitest'
import type { ProfileName } from '../../tools/model/index.ts'
import type { Bench } from './bench.ts'
import { bench } from './bench.ts'
import { P } from './script.ts'

const mainline: readonly ProfileName[] = ['linux-6.1', 'linux-6.12', 'linux-6.18', 'linux-7.2']

/** Write four pages of A's mapping to a disk that takes two seconds. */
function begin(x: Bench, offset = 0, length = 4 * P): number {
  x.m.call('A', 'store', x.map, 0, { fill: 1, length: 16 * P })
  x.m.call('A', 'writeDirect', x.map, offset, length, 2)
  return x.m.last
}

describe.each(mainline)('a direct write in flight on %s', (profile) => {
  const wakes = profile !== 'linux-6.1'

  test.each(['E', 'X'])(`G1a: a truncate sleeps until it ends on %s (${profile})`, (fs) => {
    const x = bench(profile, fs)
    const write = begin(x)
    const cut = x.start(8 * P)
    expect([x.m.answer(write), x.m.answer(cut)]).toEqual(['blocked', 'blocked'])
    x.m.advance(1)
    expect([x.m.answer(write), x.m.answer(cut)]).toEqual(['blocked', 'blocked'])
    x.m.advance(1)
    expect([x.m.answer(write), x.m.answer(cut)]).toEqual([4 * P, wakes ? 0 : 'blocked'])
    x.m.advance(100)
    expect(x.m.answer(cut)).toBe(wakes ? 0 : 'blocked')
  })

  test(`G1a: after a caught signal the stranded truncate succeeds (${profile})`, () => {
    const x = bench(profile, 'E')
    begin(x)
    x.m.call('B', 'sigaction', 'SIGUSR1', [])
    const cut = x.start(8 * P)
    x.m.advance(2)
    x.m.call('A', 'kill', 'B', 'SIGUSR1')
    expect(x.m.answer(cut)).toBe(0)
  })

  test(`G1a: the end of another pin of the page wakes the stranded truncate (${profile})`, () => {
    const x = bench(profile, 'E')
    begin(x)
    const cut = x.start(8 * P)
    x.m.advance(2)
    const pipe = x.m.call('A', 'vmsplice', x.map, 0, P)
    if (!wakes) expect(x.m.answer(cut)).toBe('blocked')
    x.m.call('A', 'drain', pipe)
    expect(x.m.answer(cut)).toBe(0)
  })

  test(`C29, G1: a signal before its end interrupts the truncate (${profile})`, () => {
    const x = bench(profile, 'E')
    const write = begin(x)
    x.m.call('B', 'sigaction', 'SIGUSR1', [])
    const cut = x.start(8 * P)
    x.m.call('A', 'kill', 'B', 'SIGUSR1')
    expect([x.m.answer(cut), x.m.answer(write)]).toEqual(['EINTR', 'blocked'])
    expect(x.m.call('B', 'stat', 'f')).toMatchObject({ size: 16 * P })
  })

  test(`F3: in the page cache it blocks no truncate (${profile})`, () => {
    const x = bench(profile, 'e')
    const write = begin(x)
    expect([x.shrink(0), x.m.answer(write)]).toEqual([0, 'blocked'])
    x.m.advance(2)
    expect(x.m.answer(write)).toBe(4 * P)
  })
})

test('C32: v1 refuses a truncate that meets a direct write', () => {
  const x = bench('rfc-v1', 'E')
  begin(x)
  expect(x.shrink(0)).toBe('ETXTBSY')
})

test.each(['rfc-v2', 'rfc-v2+posted', 'rfc-v2+intent', 'rfc-v2+unlock-blocks'] as const)(
  'C32: v2 waits for the direct write (%s)',
  (profile) => {
    const x = bench(profile, 'E')
    begin(x)
    const cut = x.start(0)
    expect(x.m.answer(cut)).toBe('blocked')
    x.m.advance(2)
    expect(x.m.answer(cut)).toBe(0)
  },
)

test('G5: until 6.14 an inode is freed under a direct write', () => {
  const free = (profile: ProfileName): unknown => {
    const x = bench(profile, 'E', { files: [{ name: 'f', size: 4 * P }] })
    x.m.call('A', 'store', x.map, 0, { fill: 1, length: 4 * P })
    x.m.call('A', 'writeDirect', x.map, 0, 4 * P, 2)
    x.m.call('A', 'unlink', 'f')
    x.m.call('A', 'close', x.a)
    x.m.call('A', 'munmap', x.map)
    const before = x.m.call('B', 'close', x.b)
    const { last } = x.m
    x.m.advance(2)
    return [before, x.m.answer(last)]
  }
  expect(free('linux-6.12')).toEqual([0, 0])
  expect(free('linux-6.18')).toEqual(['blocked', 0])
})

test('missing bytes end a direct write early, and a killed writer ends after its write', () => {
  const x = bench('linux-6.12', 'E', { files: [{ name: 'f', size: 2 * P }] })
  x.m.call('A', 'store', x.map, 0, { fill: 1, length: 2 * P })
  expect(x.m.call('A', 'writeDirect', x.map, 2 * P, P, 1)).toBe('EFAULT')
  expect(x.m.call('A', 'writeDirect', x.map, 1, P, 1)).toBe('EINVAL')
  expect(x.m.call('A', 'writeDirect', x.map, 0, 0, 1)).toBe(0)
  expect(x.m.call('A', 'writeDirect', x.map, P, 2 * P, 1)).toBe('blocked')
  x.m.advance(1)
  expect(x.m.answer(x.m.last)).toBe(P)
  expect(x.m.call('A', 'writeDirect', x.map, P, 2 * P, 1)).toBe('blocked')
  const write = x.m.last
  x.m.call('B', 'kill', 'A', 'SIGKILL')
  expect(x.m.state.processes['A']?.status).toBe('running')
  expect(x.m.state.pins).toHaveLength(1)
  x.m.advance(1)
  expect(x.m.answer(write)).toBe('blocked')
  expect(x.m.state.processes['A']?.status).toBe('killed')
  expect(x.m.state.pins).toEqual([])
})
