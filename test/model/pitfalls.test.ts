import { describe, expect, test } from 'vitest'
import type { ProfileName, Settings } from '../../tools/model/index.ts'
import type { Machine } from './script.ts'
import { GETLEASE, machine, P, SETLEASE, UNLCK } from './script.ts'

const READ = 0
const WRITE = 1
const profiles: readonly ProfileName[] = [
  'rfc-v1',
  'rfc-v2',
  'linux-6.1',
  'linux-6.12',
  'linux-6.18',
]
const file: Settings = { fs: 'ext4', files: [{ name: 'f', size: P, mode: 0o666 }] }

function lease(m: Machine, process: string, fd: unknown, type: number): unknown {
  return m.call(process, 'fcntl', fd, SETLEASE, type)
}

function held(m: Machine, process: string, fd: unknown): unknown {
  return m.call(process, 'fcntl', fd, GETLEASE)
}

function reader(m: Machine, process = 'A'): unknown {
  return m.call(process, 'open', 'f', 0)
}

/** Give A a lease of `type` on a read-only descriptor; no other process has the file open. */
function holder(profile: ProfileName, type: number): { m: Machine; fd: unknown } {
  const m = machine(profile, file)
  const fd = reader(m)
  expect(lease(m, 'A', fd, type)).toBe(0)
  return { m, fd }
}

describe.each(profiles)('conditions of a lease on %s', (profile) => {
  test('1: a read lease requires no writer, including itself', () => {
    const m = machine(profile, file)
    expect(lease(m, 'A', m.call('A', 'open', 'f', 2), READ)).toBe('EAGAIN')
    expect(lease(m, 'A', reader(m), READ)).toBe('EAGAIN')
    m.call('A', 'close', 3)
    expect(lease(m, 'A', 4, READ)).toBe(0)
  })

  test('2: a write lease requires no other description, and a mapping is one', () => {
    const m = machine(profile, file)
    const first = m.call('A', 'open', 'f', 2)
    const map = m.call('A', 'mmap', first, 0, P, 1, 1)
    m.call('A', 'close', first)
    const fd = reader(m)
    expect(lease(m, 'A', fd, WRITE)).toBe('EAGAIN')
    m.call('A', 'munmap', map)
    expect(lease(m, 'A', fd, WRITE)).toBe(0)
  })

  test('3: a sleeping opener already counts, so a holder cannot downgrade against a writer', () => {
    const { m, fd } = holder(profile, WRITE)
    expect(m.call('B', 'open', 'f', 1)).toBe('blocked')
    expect(lease(m, 'A', fd, READ)).toBe('EAGAIN')
    const { m: other } = holder(profile, READ)
    const third = reader(other, 'C')
    expect(other.call('B', 'open', 'f', 1)).toBe('blocked')
    lease(other, 'A', 3, UNLCK)
    expect(lease(other, 'C', third, READ)).toBe('EAGAIN')
  })

  test('4: a mapping keeps the lease after close, and no process can release it', () => {
    const { m, fd } = holder(profile, READ)
    m.call('A', 'mmap', fd, 0, P, 1, 1)
    m.call('A', 'close', fd)
    expect(m.call('A', 'fcntl', fd, SETLEASE, UNLCK)).toBe('EBADF')
    expect(m.call('B', 'open', 'f', 1)).toBe('blocked')
    const id = m.last
    m.advance(45)
    expect(m.answer(id)).toBe(3)
  })

  test('5: the lease is shared by fork, and its signals still go to the taker', () => {
    const { m, fd } = holder(profile, READ)
    m.call('A', 'fork', 'C')
    m.call('A', 'close', fd)
    expect(held(m, 'C', fd)).toBe(READ)
    expect(m.call('B', 'open', 'f', 1)).toBe('blocked')
    expect([m.signals('A'), m.signals('C')]).toEqual([['SIGIO'], []])
    expect(lease(m, 'C', fd, UNLCK)).toBe(0)
    expect(m.answer(m.last - 1)).toBe(3)
  })
})

describe.each(profiles)('breaks of a lease on %s', (profile) => {
  test("6: the holder's own open and truncate(path) break its lease", () => {
    const { m } = holder(profile, READ)
    expect(m.call('A', 'truncate', 'f', 0)).toBe('blocked')
    const id = m.last
    m.advance(44)
    expect(m.answer(id)).toBe('blocked')
    m.advance(1)
    expect(m.answer(id)).toBe(0)
  })

  test('7: chmod, rename, unlink, O_PATH and failing opens break no lease', () => {
    const m = machine(profile, file)
    const writer = m.call('B', 'open', 'f', 0o10000000)
    const fd = reader(m)
    lease(m, 'A', fd, READ)
    m.event({ kind: 'spawn', process: 'C', uid: 1000 })
    m.call('A', 'chmod', 'f', 0o600)
    expect(m.call('C', 'open', 'f', 1)).toBe('EACCES')
    expect(m.call('B', 'open', 'f', 0o302)).toBe('EEXIST')
    expect(m.call('B', 'rename', 'f', 'g')).toBe(0)
    expect(m.call('B', 'unlink', 'g')).toBe(0)
    expect([writer, held(m, 'A', fd), m.signals('A')]).toEqual([3, READ, []])
  })

  test('7: ftruncate, pwrite and fallocate under a write lease of the same description', () => {
    const m = machine(profile, file)
    const fd = m.call('A', 'open', 'f', 2)
    lease(m, 'A', fd, WRITE)
    expect(m.call('A', 'ftruncate', fd, 0)).toBe(0)
    expect(m.call('A', 'pwrite', fd, 'x', 0)).toBe(1)
    expect(m.call('A', 'fallocate', fd, 0, 0, P)).toBe(0)
    expect(m.signals('A')).toEqual([])
  })

  test('8: SIGIO kills an unprepared holder, and its lease with it', () => {
    const { m } = holder(profile, READ)
    m.call('A', 'sigaction', 'SIGIO', 'default')
    expect(m.call('B', 'open', 'f', 1)).toBe(3)
    expect(m.outcomes.at(-2)).toEqual({ kind: 'killed', process: 'A', signal: 'SIGIO' })
  })
})

describe.each(profiles)('signals of a break on %s', (profile) => {
  test('9: F_SETSIG brings the descriptor, and is forgotten with the lease', () => {
    const m = machine(profile, file)
    const fd = reader(m)
    m.call('A', 'fcntl', fd, 10, 35)
    lease(m, 'A', fd, READ)
    m.call('B', 'open', 'f', 0o4001)
    const first = { signal: 'SIGRTMIN+1', signo: 35, si_code: 3, si_fd: 3 }
    expect(m.call('A', 'nextSignal')).toEqual(first)
    lease(m, 'A', fd, UNLCK)
    expect(m.call('A', 'fcntl', fd, 11)).toBe(0)
    lease(m, 'A', fd, READ)
    m.call('B', 'open', 'f', 0o4001)
    expect(m.call('A', 'nextSignal')).toEqual({ signal: 'SIGIO', signo: 29, si_code: 128 })
  })

  test('9: an owner set before the lease is kept', () => {
    const m = machine(profile, file)
    m.event({ kind: 'spawn', process: 'C' })
    const fd = reader(m)
    m.call('A', 'fcntl', fd, 8, m.state.processes['C']?.pid)
    lease(m, 'A', fd, READ)
    m.call('B', 'open', 'f', 1)
    expect([m.signals('A'), m.signals('C')]).toEqual([[], ['SIGIO']])
  })

  test('10: one signal for each break; a read break that becomes a write break signals again', () => {
    const { m, fd } = holder(profile, WRITE)
    m.call('B', 'open', 'f', 0o4000)
    m.call('B', 'open', 'f', 0o4000)
    expect([m.signals('A').length, held(m, 'A', fd)]).toEqual([1, READ])
    m.call('B', 'open', 'f', 0o4001)
    m.call('B', 'open', 'f', 0o4001)
    expect([m.signals('A').length, held(m, 'A', fd)]).toEqual([2, UNLCK])
  })

  test('11: O_NONBLOCK is refused but starts the break, and F_RDLCK does not cancel it', () => {
    const { m, fd } = holder(profile, READ)
    expect(m.call('B', 'open', 'f', 0o4001)).toBe('EAGAIN')
    expect(lease(m, 'A', fd, READ)).toBe(0)
    expect(held(m, 'A', fd)).toBe(UNLCK)
    m.advance(45)
    expect(m.call('B', 'open', 'f', 1)).toBe(3)
  })
})

describe.each(profiles)('the end of a break on %s', (profile) => {
  test('12: the deadline is set by the first breaker', () => {
    const { m } = holder(profile, READ)
    m.call('B', 'open', 'f', 1)
    const first = m.last
    m.advance(30)
    m.call('C', 'open', 'f', 1)
    m.advance(15)
    expect([m.answer(first), m.answer(m.last)]).toEqual([3, 3])
  })

  test('12: lease-break-time 0 means never', () => {
    const { m, fd } = holder(profile, READ)
    m.event({ kind: 'set', leaseBreakTime: 0 })
    m.call('B', 'open', 'f', 1)
    const id = m.last
    m.advance(100_000)
    expect(m.answer(id)).toBe('blocked')
    lease(m, 'A', fd, UNLCK)
    expect(m.answer(id)).toBe(3)
  })

  test('13: expiry is lazy: a late release returns 0, but EAGAIN after F_GETLEASE', () => {
    for (const [looks, late] of [
      [false, 0],
      [true, 'EAGAIN'],
    ]) {
      const { m, fd } = holder(profile, READ)
      m.call('B', 'open', 'f', 0o4001)
      m.advance(100)
      if (looks) expect(held(m, 'A', fd)).toBe(UNLCK)
      expect(lease(m, 'A', fd, UNLCK)).toBe(late)
    }
  })

  test('14: a forced downgrade can leave a read lease on a writable descriptor', () => {
    const m = machine(profile, file)
    const fd = m.call('A', 'open', 'f', 2)
    lease(m, 'A', fd, WRITE)
    expect(m.call('B', 'open', 'f', 0)).toBe('blocked')
    const id = m.last
    expect(lease(m, 'A', fd, READ)).toBe('EAGAIN')
    m.advance(45)
    expect([m.answer(id), held(m, 'A', fd), lease(m, 'A', fd, READ)]).toEqual([3, READ, 'EAGAIN'])
  })

  test('a reader can open the file once the holder has downgraded', () => {
    const { m, fd } = holder(profile, WRITE)
    expect(m.call('B', 'open', 'f', 0)).toBe('blocked')
    const id = m.last
    expect(lease(m, 'A', fd, READ)).toBe(0)
    expect([m.answer(id), held(m, 'A', fd)]).toEqual([3, READ])
  })
})

describe.each(profiles)('rights and other holders on %s', (profile) => {
  test('15: ownership is also checked on release, but not by F_GETLEASE', () => {
    const m = machine(profile, file)
    m.event({ kind: 'spawn', process: 'C', uid: 1000 })
    m.event({ kind: 'spawn', process: 'D', uid: 1000, capLease: true })
    m.call('A', 'chown', 'f', 1000, 1000)
    const fd = reader(m, 'C')
    expect(lease(m, 'C', fd, READ)).toBe(0)
    m.call('A', 'chown', 'f', 0, 0)
    expect([lease(m, 'C', fd, UNLCK), held(m, 'C', fd)]).toEqual(['EACCES', READ])
    expect(lease(m, 'D', reader(m, 'D'), READ)).toBe(0)
  })

  test('16: leases-enable 0 only refuses new leases', () => {
    const { m, fd } = holder(profile, READ)
    m.event({ kind: 'set', leasesEnable: false })
    expect(lease(m, 'A', reader(m), READ)).toBe('EINVAL')
    expect([lease(m, 'A', fd, READ), held(m, 'A', fd)]).toEqual([0, READ])
    expect(m.call('A', 'readFile', '/proc/sys/fs/leases-enable')).toBe('0\n')
  })

  test('17: all holders of read leases get a signal; the opener waits for the last', () => {
    const { m, fd } = holder(profile, READ)
    const other = reader(m, 'C')
    lease(m, 'C', other, READ)
    m.call('B', 'open', 'f', 1)
    const id = m.last
    expect([m.signals('A'), m.signals('C')]).toEqual([['SIGIO'], ['SIGIO']])
    lease(m, 'A', fd, UNLCK)
    expect(m.answer(id)).toBe('blocked')
    lease(m, 'C', other, UNLCK)
    expect(m.answer(id)).toBe(3)
  })

  test('18: EINTR or death of the breaker does not cancel the break', () => {
    for (const signal of ['SIGUSR1', 'SIGKILL']) {
      const { m, fd } = holder(profile, READ)
      m.event({ kind: 'spawn', process: 'B' })
      m.call('B', 'sigaction', 'SIGUSR1', [])
      m.call('B', 'open', 'f', 1)
      const id = m.last
      m.call('A', 'kill', 'B', signal)
      expect(m.answer(id)).toBe(signal === 'SIGUSR1' ? 'EINTR' : 'blocked')
      expect(m.state.sleepers).toEqual([])
      expect(held(m, 'A', fd)).toBe(UNLCK)
      expect(lease(m, 'A', reader(m), READ)).toBe('EAGAIN')
    }
  })
})

test('19: before 5.3 a write lease counted every reference, so that tmpfs always refused', () => {
  for (const [profile, answer] of [
    ['rfc-v1', 'EAGAIN'],
    ['rfc-v2', 0],
  ] as const) {
    const m = machine(profile, { ...file, fs: 'tmpfs' })
    expect(lease(m, 'A', reader(m), WRITE)).toBe(answer)
  }
})

test('20: two waits stack in one truncate(path): first the lease, then the pin', () => {
  const m = machine('linux-6.12', { fs: 'ext4-dax', files: [{ name: 'f', size: P }] })
  const fd = reader(m)
  const map = m.call('A', 'mmap', fd, 0, P, 1, 1)
  const pipe = m.call('A', 'vmsplice', map, 0, P)
  lease(m, 'A', fd, READ)
  expect(m.call('B', 'truncate', 'f', 0)).toBe('blocked')
  const id = m.last
  expect(m.state.sleepers[0]?.wait.for).toBe('lease')
  lease(m, 'A', fd, UNLCK)
  expect(m.state.sleepers[0]?.wait.for).toBe('page')
  expect(m.call('A', 'drain', pipe)).toBe(P)
  expect(m.answer(id)).toBe(0)
})
