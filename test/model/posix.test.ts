import { expect, test } from 'vitest'
import type { Machine } from './script.ts'
import { machine, P, SETLEASE } from './script.ts'

function open(fs: 'ext4' | 'ext4-dax' | 'hugetlbfs' | 'btrfs' = 'ext4'): Machine {
  return machine('linux-6.18', {
    fs,
    files: [
      { name: 'f', size: 2 * P },
      { name: 'd', type: 'dir' },
      { name: 'd/g', size: 1 },
      { name: 'fifo', type: 'fifo' },
    ],
  })
}

test('descriptors are the lowest free ones, and have separate flags', () => {
  const m = open()
  expect([m.call('A', 'open', 'f', 2), m.call('A', 'dup', 3)]).toEqual([3, 4])
  expect(m.call('A', 'fcntl', 3, 0, 10)).toBe(10)
  expect(m.call('A', 'fcntl', 3, 1030, 10)).toBe(11)
  expect([m.call('A', 'fcntl', 10, 1), m.call('A', 'fcntl', 11, 1)]).toEqual([0, 1])
  expect(m.call('A', 'fcntl', 10, 2, 1)).toBe(0)
  expect(m.call('A', 'fcntl', 10, 1)).toBe(1)
  expect(m.call('A', 'fcntl', 3, 0, 2000)).toBe('EINVAL')
  expect(m.call('A', 'fcntl', 3, 4, 0o4000)).toBe(0)
  expect(m.call('A', 'fcntl', 4, 3)).toBe(0o104002)
  expect([m.call('A', 'close', 3), m.call('A', 'dup', 4)]).toEqual([0, 3])
})

test('the owner of a description can be set and read', () => {
  const m = open()
  m.call('A', 'open', 'f', 0)
  const pid = m.state.processes['A']?.pid
  expect(m.call('A', 'fcntl', 3, 9)).toBe(0)
  m.call('A', 'fcntl', 3, SETLEASE, 0)
  expect([m.call('A', 'fcntl', 3, 9), m.call('A', 'fcntl', 3, 16)]).toEqual([pid, pid])
  expect([m.call('A', 'fcntl', 3, 15, 0), m.call('A', 'fcntl', 3, 9)]).toEqual([0, 0])
})

test('O_PATH descriptors support `stat`, and neither `pread` nor leases', () => {
  const m = open()
  expect(m.call('A', 'open', 'f', 0o10000000)).toBe(3)
  expect(m.call('A', 'pread', 3, 1, 0)).toBe('EBADF')
  expect(m.call('A', 'fcntl', 3, SETLEASE, 0)).toBe('EBADF')
  expect(m.call('A', 'stat', 3)).toEqual({ size: 2 * P, blocks: 16, dax: false })
})

test('directories are renamed with their files', () => {
  const m = open()
  expect(m.call('A', 'rename', 'd', 'e')).toBe(0)
  expect(m.call('A', 'stat', '/sim/e/../e/./g')).toEqual({ size: 1, blocks: 8, dax: false })
  expect(m.call('A', 'rename', 'e', 'e/in')).toBe('EINVAL')
  expect(m.call('A', 'rename', 'e', 'f')).toBe('ENOTDIR')
  expect(m.call('A', 'rename', 'f', 'e')).toBe('EISDIR')
  expect(m.call('A', 'rename', 'f', 'e/g')).toBe(0)
  expect(m.call('A', 'unlink', 'e')).toBe('EISDIR')
  expect(m.call('A', 'stat', '/etc/passwd')).toBe('ENOENT')
  expect(Object.keys(m.state.paths).sort()).toEqual(['/', '/e', '/e/g', '/fifo'])
})

test('other users can only do what the mode permits', () => {
  const m = open()
  m.event({ kind: 'spawn', process: 'C', uid: 1000 })
  expect(m.call('C', 'open', 'f', 0)).toBe('EACCES')
  expect(m.call('C', 'truncate', 'f', 0)).toBe('EACCES')
  expect(m.call('C', 'chmod', 'f', 0o777)).toBe('EPERM')
  expect(m.call('C', 'chown', 'f', 1000, -1)).toBe('EPERM')
  m.call('A', 'chmod', 'd', 0o755)
  expect(m.call('C', 'unlink', 'd/g')).toBe('EACCES')
  expect(m.call('C', 'open', 'd/new', 0o102)).toBe('EACCES')
  expect(m.call('C', 'rename', 'd/g', 'g')).toBe('EACCES')
  expect(m.call('C', 'kill', 'A', 0)).toBe('EPERM')
  const pid = m.state.processes['A']?.pid
  expect(m.call('C', 'readFile', `/proc/${pid}/fdinfo/3`)).toBe('EACCES')
})

test('a FIFO opens once both ends are open', () => {
  const m = open()
  expect(m.call('A', 'open', 'fifo', 0o4001)).toBe('ENXIO')
  expect(m.call('A', 'open', 'fifo', 0)).toBe('blocked')
  const id = m.last
  expect(m.call('B', 'open', 'fifo', 1)).toBe(3)
  expect(m.answer(id)).toBe(3)
  expect(m.call('B', 'pwrite', 3, 'x', 0)).toBe('ESPIPE')
  expect(m.call('A', 'pread', 3, 1, 0)).toBe('ESPIPE')
  expect([m.call('A', 'fsync', 3), m.call('A', 'truncate', 'fifo', 0)]).toEqual([
    'EINVAL',
    'EINVAL',
  ])
  expect(m.call('A', 'fcntl', 3, SETLEASE, 0)).toBe('EINVAL')
})

test('mappings depend on the open mode of the file', () => {
  const m = open('ext4-dax')
  m.call('A', 'open', 'f', 0)
  m.call('A', 'open', 'f', 1)
  expect(m.call('A', 'mmap', 3, 0, P, 3, 1)).toBe('EACCES')
  expect(m.call('A', 'mmap', 4, 0, P, 1, 1)).toBe('EACCES')
  expect(m.call('A', 'mmap', 3, 0, P, 3, 2)).toEqual({ map: 1 })
  expect(m.call('A', 'mmap', 3, 0, P, 1, 0x8001)).toEqual({ map: 2 })
  expect(m.call('A', 'mprotect', { map: 2 }, 3)).toBe('EACCES')
  expect(m.call('A', 'store', { map: 2 }, 0, 'x')).toBe('SIGSEGV')
  expect(m.call('A', 'mprotect', { map: 1 }, 0)).toBe(0)
  expect(m.call('A', 'load', { map: 1 }, 0, 1)).toBe('SIGSEGV')
  expect(m.state.maps.find(({ map }) => map === 2)?.present).toEqual({ 0: 'r' })
  expect(m.call('A', 'mmap', m.call('A', 'open', 'd', 0), 0, P, 1, 1)).toBe('ENODEV')
})

test('a forked child has its own private pages, and its exit does not affect the parent', () => {
  const m = open()
  const map = m.call('A', 'mmap', -1, 0, P, 3, 0x22)
  m.call('A', 'store', map, 0, 'parent')
  m.call('A', 'ibv_reg_mr', map, 0, P, 1)
  m.call('A', 'fork', 'C')
  m.call('C', 'store', map, 0, 'child!')
  expect(m.call('A', 'load', map, 0, 2)).toEqual({ hex: '7061' })
  m.call('C', 'exit', 257)
  expect(m.outcomes.at(-1)).toEqual({ kind: 'exited', process: 'C', code: 1 })
  expect(m.call('C', 'close', 3)).toBe('ESRCH')
  expect(m.state.pins.map(({ kind, id }) => `${kind}:${id}`)).toEqual(['mr:1'])
  m.call('A', 'exit')
  expect([m.state.pins, m.state.maps, m.state.ofds, m.state.frames]).toEqual([[], [], [], {}])
})

test('shared anonymous pages are freed with their last mapping, not with a child', () => {
  const m = open()
  const map = m.call('A', 'mmap', -1, 0, P, 3, 0x21)
  m.call('A', 'store', map, 0, 'both')
  m.call('A', 'fork', 'C')
  m.call('C', 'store', map, 0, 'B')
  m.call('C', 'exit')
  expect(m.call('A', 'load', map, 0, 4)).toEqual({ hex: '426f7468' })
  expect([m.call('A', 'munmap', map), m.state.frames]).toEqual([0, {}])
})

test('a private copy is freed with its mapping, or cut off with the file', () => {
  const m = open()
  m.call('A', 'open', 'f', 2)
  const [one, two] = [0, 1].map(() => m.call('A', 'mmap', 3, 0, 2 * P, 3, 2))
  m.call('A', 'store', one, P, '1')
  m.call('A', 'store', two, P, '2')
  expect([m.call('A', 'munmap', one), m.call('A', 'ftruncate', 3, P)]).toEqual([0, 0])
  expect([m.state.frames, m.call('A', 'load', two, P, 1)]).toEqual([{}, 'SIGBUS'])
})

test('a process that kills itself gets no answer', () => {
  const m = open()
  expect(m.call('A', 'kill', 'A', 'SIGTERM')).toBeUndefined()
  expect(m.outcomes).toEqual([{ kind: 'killed', process: 'A', signal: 'SIGTERM' }])
})

test('blocked signals wait, ignored ones are lost, harmless ones have no effect', () => {
  const m = open()
  m.event({ kind: 'spawn', process: 'B' })
  m.call('A', 'sigprocmask', 'block', 'SIGTERM')
  m.call('B', 'kill', 'A', 'SIGTERM')
  m.call('B', 'kill', 'A', 'SIGCHLD')
  expect(m.call('A', 'nextSignal')).toBeNull()
  m.call('A', 'sigaction', 'SIGTERM', 'collect')
  expect(m.call('A', 'nextSignal')).toEqual({ signal: 'SIGTERM', signo: 15, si_code: 0 })
  m.call('A', 'sigaction', 'SIGTERM', 'default')
  m.call('B', 'kill', 'A', 'SIGTERM')
  m.call('A', 'sigaction', 'SIGTERM', 'ignore')
  m.call('A', 'sigprocmask', 'unblock', 'SIGTERM')
  expect([m.call('A', 'nextSignal'), m.state.processes['A']?.status]).toEqual([null, 'running'])
  m.call('A', 'sigaction', 'SIGRTMIN+2', [{ call: 'close', args: [3] }])
  m.call('B', 'kill', 'A', 'SIGRTMIN+2')
  expect(m.outcomes.at(-1)).toEqual({
    kind: 'signal',
    process: 'A',
    signal: 'SIGRTMIN+2',
    signo: 36,
    si_code: 0,
  })
})

test('inserting moves data up, but not on btrfs', () => {
  const m = open()
  m.call('A', 'open', 'f', 2)
  m.call('A', 'pwrite', 3, 'x', P)
  expect(m.call('A', 'fallocate', 3, 32, P, P)).toBe(0)
  expect(m.call('A', 'pread', 3, 1, 2 * P)).toEqual({ hex: '78' })
  expect(m.call('A', 'fallocate', 3, 32, 9 * P, P)).toBe('EINVAL')
  expect(m.call('A', 'stat', 3)).toEqual({ size: 3 * P, blocks: 16, dax: false })
  const other = open('btrfs')
  other.call('A', 'open', 'f', 2)
  expect(other.call('A', 'fallocate', 3, 32, 0, P)).toBe('EOPNOTSUPP')
})

test('O_APPEND writes at the end, not at the offset', () => {
  const m = open()
  m.call('A', 'open', 'd/g', 0o2001)
  m.call('A', 'pwrite', 3, { fill: 97, length: 2 }, 0)
  expect(m.call('B', 'readFile', 'd/g')).toBe('\0aa')
  expect(m.call('B', 'readFile', 'd')).toBe('EISDIR')
})

test('hugetlbfs files can be mapped, pinned and leased, but not written', () => {
  const m = open('hugetlbfs')
  m.call('A', 'open', 'f', 2)
  expect(m.call('A', 'pwrite', 3, 'x', 0)).toBe('EINVAL')
  expect(m.call('A', 'fcntl', 3, SETLEASE, 1)).toBe(0)
  const map = m.call('A', 'mmap', 3, 0, P, 3, 1)
  expect(m.call('A', 'io_uring_register_buffers', map, 0, P)).toEqual({ buffers: 1 })
})

test('/proc shows leases and settings', () => {
  const m = open()
  m.call('A', 'open', 'f', 0)
  m.call('A', 'fcntl', 3, SETLEASE, 0)
  m.call('B', 'open', 'f', 1)
  expect(m.call('A', 'readFile', '/proc/locks')).toBe(
    '1: LEASE  BREAKING  UNLCK 1001 00:2a:2 0 EOF\n1: -> LEASE  BREAKER   WRITE 1002 <none>:0 0 EOF\n',
  )
  expect(m.call('A', 'readFile', '/proc/self/fdinfo/3')).toBe(
    'pos:\t0\nflags:\t0100000\nmnt_id:\t42\nino:\t2\nlock:\t1: LEASE  BREAKING  UNLCK 1001 00:2a:2 0 EOF\n',
  )
  expect(m.call('A', 'readFile', '/proc/sys/fs/lease-break-time')).toBe('45\n')
  expect(m.call('A', 'readFile', '/proc/self/fdinfo/9')).toBe('ENOENT')
  expect(m.call('A', 'readFile', '/proc/4711/fdinfo/3')).toBe('ENOENT')
})
