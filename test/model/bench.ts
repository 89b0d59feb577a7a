import { expect } from 'vitest'
import type { FileSystemName, ProfileName, Settings } from '../../tools/model/index.ts'
import type { Machine } from './script.ts'
import { fixtures, GETLEASE, machine, P, SETLEASE, UNLCK } from './script.ts'

/** The start of all scenarios: processes A and B, file `f` and A's mapping of it. */
export interface Bench {
  readonly m: Machine
  readonly a: number
  readonly b: number
  readonly map: unknown
  /** Value of LEASE in the column of the profile. */
  readonly lease: number
  /** Make a call and wait at most T: `r`, `BLOCK→r`, `BLOCK T→r` or `HANG`. */
  does(process: string, call: string, ...args: readonly unknown[]): unknown
  set(value: number, fd?: number, process?: string): unknown
  get(fd?: number, process?: string): unknown
  rel(fd?: number, process?: string): unknown
  pin(first: number, last: number, map?: unknown, process?: string): unknown
  unpin(region?: number): unknown
  shrink(size: number): unknown
  /** Start `shrink`, and return the number of the call. */
  start(size: number): number
  handler(...calls: readonly (readonly unknown[])[]): void
}

/** A program, and what its calls return. */
export type Case = readonly [
  title: string,
  profile: ProfileName,
  fs: string,
  run: (x: Bench) => unknown,
  expected: unknown,
]

const T = 45

function settle(m: Machine, id: number, answer: unknown): unknown {
  const slept = m.outcomes.some((each) => each.kind === 'blocked' && each.id === id)
  if (!slept) return answer
  if (answer !== 'blocked') return `BLOCK→${String(answer)}`
  m.advance(T)
  const late = m.answer(id)
  return late === 'blocked' ? 'HANG' : `BLOCK T→${String(late)}`
}

function shown(answer: unknown): unknown {
  return typeof answer === 'object' && answer !== null && !('hex' in answer) ? 'ok' : answer
}

/** Take a lease and pin pages under it. */
export function taken(x: Bench, first = 0, last = 15): void {
  expect([x.set(x.lease), x.pin(first, last)]).toEqual([0, 'ok'])
}

export function bench(profile: ProfileName, fixture: string, settings: Settings = {}): Bench {
  const fs = fixtures[fixture] ?? (fixture as FileSystemName)
  const m = machine(profile, { fs, files: [{ name: 'f', size: 16 * P }], ...settings })
  const a = m.call('A', 'open', 'f', 2) as number
  const map = m.call('A', 'mmap', a, 0, 16 * P, 3, 1)
  const b = m.call('B', 'open', 'f', 2) as number
  m.call('A', 'sigaction', 'SIGIO', 'ignore')
  const does: Bench['does'] = (process, call, ...args) => {
    const answer = m.call(process, call, ...args)
    return shown(settle(m, m.last, answer))
  }
  return {
    m,
    a,
    b,
    map,
    lease: profile.startsWith('rfc-v2') ? 48 : 16,
    does,
    set: (value, fd = a, process = 'A') => does(process, 'fcntl', fd, SETLEASE, value),
    get: (fd = a, process = 'A') => does(process, 'fcntl', fd, GETLEASE),
    rel: (fd = a, process = 'A') => does(process, 'fcntl', fd, SETLEASE, UNLCK),
    pin: (first, last, area = map, process = 'A') =>
      does(process, 'ibv_reg_mr', area, first * P, (last - first + 1) * P, 1),
    unpin: (region = 1) => does('A', 'ibv_dereg_mr', { mr: region }),
    shrink: (size) => does('B', 'ftruncate', b, size),
    start: (size) => {
      m.call('B', 'ftruncate', b, size)
      return m.last
    },
    handler: (...calls) => {
      const action = calls.map(([call, ...args]) => ({ call, args }))
      m.call('A', 'sigaction', 'SIGIO', action)
    },
  }
}
