import { expect, test } from 'vitest'
import { handlers } from '../../tools/model/calls/index.ts'
import { fileSystems } from '../../tools/model/file/file-system.ts'
import type {
  CallEvent,
  Event,
  FileSystemName,
  ProfileName,
  State,
} from '../../tools/model/index.ts'
import { createState, enabled, nextDeadline, profiles, step } from '../../tools/model/index.ts'
import fc from '../seeded.ts'
import { freeze, P } from './script.ts'

// `D` and `E` exist once they are forked.
const process = fc.constantFrom('A', 'B', 'C', 'A', 'B', 'C', 'D', 'E')
const fd = fc.integer({ min: 3, max: 6 })
const map = fc.integer({ min: 1, max: 4 }).map((id) => ({ map: id }))
const at = fc.constantFrom(0, 1, P, 2 * P, 3 * P + 5, 16 * P)
const path = fc.constantFrom('f', 'g', 'd', 'd/h', 'fifo', 'missing')
const signal = fc.constantFrom('SIGIO', 'SIGUSR1', 35, 'SIGKILL')
const action = fc.constantFrom(
  'default',
  'ignore',
  'collect',
  [],
  [
    { call: 'fcntl', args: [3, 1024, 2] },
    { call: 'ibv_dereg_mr', args: [{ mr: 1 }] },
  ],
  [{ call: 'open', args: ['f', 1] }],
)
const any = fc.constantFrom<unknown>(Number.NaN, 0.5, -1, 2 ** 40, null, 'x', {}, undefined, true)

const calls: Readonly<Record<string, readonly fc.Arbitrary<unknown>[]>> = {
  open: [path, fc.constantFrom(0, 1, 2, 0o102, 0o1002, 0o4001, 0o10000000)],
  close: [fd],
  dup: [fd],
  fsync: [fd],
  fcntl: [
    fd,
    fc.constantFrom(8, 10, 1024, 1025, 1024),
    fc.constantFrom(0, 1, 2, 16, 48, 35, 9, 1001),
  ],
  pread: [fd, at, at],
  pwrite: [fd, fc.constantFrom('text', { fill: 7, length: P }, { hex: '00ff' }), at],
  truncate: [path, at],
  ftruncate: [fd, at],
  fallocate: [fd, fc.constantFrom(0, 1, 3, 8, 16, 32), at, at],
  unlink: [path],
  rename: [path, path],
  chmod: [path, fc.constantFrom(0o600, 0o666)],
  chown: [path, fc.constantFrom(0, 1000, -1), fc.constant(-1)],
  stat: [fc.oneof(path, fd)],
  mmap: [
    fd,
    fc.constantFrom(0, P),
    fc.constantFrom(P, 16 * P),
    fc.constantFrom(1, 3),
    fc.constantFrom(1, 2, 0x22),
  ],
  munmap: [map],
  mprotect: [map, fc.constantFrom(0, 1, 3)],
  load: [map, at, fc.constantFrom(1, P)],
  store: [map, at, fc.constantFrom('s', { fill: 9, length: P })],
  ibv_reg_mr: [map, at, fc.constantFrom(P, 4 * P), fc.constantFrom(0, 1, 0x40)],
  ibv_dereg_mr: [fc.constantFrom({ mr: 1 }, { mr: 2 })],
  io_uring_register_buffers: [map, at, fc.constant(P)],
  io_uring_unregister_buffers: [fc.constant({ buffers: 1 })],
  pin_user_pages: [map, at, fc.constant(P), fc.integer({ min: 0, max: 7 })],
  unpin_user_pages: [fc.constantFrom({ pin: 1 }, { pin: 2 })],
  vmsplice: [map, at, fc.constantFrom(0, P, 20 * P)],
  drain: [fc.constantFrom({ pipe: 1 }, { pipe: 2 })],
  fork: [fc.constantFrom('D', 'E', 'A', '')],
  exit: [fc.constantFrom(0, 300)],
  kill: [process, signal],
  sigaction: [signal, action, fc.constantFrom(undefined, 'restart')],
  sigprocmask: [fc.constantFrom('block', 'unblock'), signal],
  nextSignal: [],
  readFile: [fc.constantFrom('f', '/proc/locks', '/proc/self/file_pins', '/proc/self/fdinfo/3')],
  // 100 is the RDMA context.
  writeDirect: [map, at, fc.constant(P), fc.constant(1)],
  send_fd: [process, fc.oneof(fd, fc.constant(100))],
  execve: [],
  umount: [],
  reflink: [fd, fd],
}

test('random programs contain all calls of the model', () => {
  expect(Object.keys(calls).sort()).toEqual(Object.keys(handlers).sort())
})

const event: fc.Arbitrary<Event> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(...Object.keys(calls)).chain((call) =>
      fc.record({
        kind: fc.constant('call' as const),
        id: fc.integer({ min: 1, max: 1_000_000 }),
        process,
        call: fc.constant(call),
        args: fc.tuple(
          ...(calls[call] ?? []).map((each) =>
            fc.oneof({ weight: 19, arbitrary: each }, { weight: 1, arbitrary: any }),
          ),
        ),
      }),
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom<Event>({ kind: 'advance', to: 0 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Event>(
      { kind: 'set', leaseBreakTime: 0 },
      { kind: 'set', leaseBreakTime: 9 },
      { kind: 'set', leasesEnable: false },
      { kind: 'set', leasesEnable: true },
    ),
  },
)

/** Check what is true between any two events. */
function checkState(state: State): void {
  const frames = new Set<number>()
  for (const inode of Object.values(state.inodes)) {
    for (const frame of Object.values(inode.pages)) frames.add(frame)
    for (const lease of inode.leases) expect(state.ofds[lease.ofd]?.ino).toBe(inode.ino)
    const ends = inode.extents.flat()
    expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b))
    for (const index of Object.keys(inode.pages).map(Number)) {
      expect(inode.extents.some(([from, to]) => from <= index && index < to)).toBe(true)
    }
  }
  for (const area of Object.values(state.maps)) {
    for (const frame of Object.values(area.copies)) frames.add(frame)
  }
  for (const pin of Object.values(state.pins)) {
    for (const { frame } of pin.pages) frames.add(frame)
    // Only regions outlive their process for a moment.
    if (pin.kind === 'mr') continue
    for (const holder of pin.holders) expect(state.processes[holder]?.status).toBe('running')
  }
  expect(Object.keys(state.frames).map(Number)).toEqual([...frames].sort((a, b) => a - b))
  const fds = Object.values(state.processes).flatMap((process) => Object.values(process.fds))
  for (const [id, ofd] of state.ofds.entries()) {
    if (ofd === null) continue
    expect(state.inodes[ofd.ino]).toBeDefined()
    expect(ofd.refs).toBe(fds.filter((fd) => fd.ofd === id).length)
  }
  for (const { process: name } of state.sleepers) {
    expect(state.processes[name]?.status).toBe('running')
  }
}

function next(state: State, given: Event): State {
  freeze(state)
  const result = step(state, given)
  const copy = JSON.parse(JSON.stringify(state)) as State
  expect(JSON.stringify(step(copy, given))).toBe(JSON.stringify(result))
  checkState(result.state)
  return result.state
}

function drain(start: State): State {
  let state = start
  for (let count = 0; enabled(state).length > 0; count += 1) {
    expect(count).toBeLessThan(1000)
    const [first] = enabled(state)
    if (first !== undefined) state = next(state, first)
  }
  return state
}

/** Whether a call is one of a process that does not exist yet. */
function isBeyond(state: State, { process: name }: CallEvent): boolean {
  return state.processes[name] === undefined
}

test.each(Object.keys(profiles) as ProfileName[])(
  'any program on %s leaves a valid state, also from a JSON copy',
  (profile) => {
    const fs = fc.constantFrom(...Object.keys(fileSystems).map((each) => each as FileSystemName))
    fc.assert(
      fc.property(fs, fc.array(event, { maxLength: 50, size: 'max' }), (name, events) => {
        const files = [
          { name: 'f', size: 8 * P },
          { name: 'g', size: 10, owner: 1000 },
          { name: 'd', type: 'dir' },
          { name: 'fifo', type: 'fifo' },
        ] as const
        let state = createState(profile, { fs: name, files })
        for (const each of ['A', 'B', 'C']) {
          state = next(state, { kind: 'spawn', process: each, uid: each === 'C' ? 1000 : 0 })
        }
        for (const [index, each] of events.entries()) {
          const deadline = nextDeadline(state)
          const given = each.kind === 'call' ? { ...each, id: index + 1 } : each
          const late = given.kind === 'advance' && deadline !== undefined
          if (given.kind === 'call' && isBeyond(state, given)) continue
          state = drain(next(state, late ? { kind: 'advance', to: deadline } : given))
        }
      }),
      { numRuns: 200 },
    )
  },
  60_000,
)
