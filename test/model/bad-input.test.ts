import { expect, test } from 'vitest'
import { callShapes } from '../../tools/driver/call-shapes.ts'
import type { CallName, State } from '../../tools/model/index.ts'
import { createState, step } from '../../tools/model/index.ts'
import { freeze, GETLEASE, P } from './script.ts'

/** Values that C cannot express: the port throws, and the model refuses them. */
const nonsense = [Number.NaN, 2 ** 60, 0.5, 'x', undefined]

const long = 'x'.repeat(256)

/** Paths that all calls refuse. */
const badPaths: readonly (readonly [unknown, string])[] = [
  ['', 'ENOENT'],
  ['d/gone/f', 'ENOENT'],
  ['/etc/passwd', 'ENOENT'],
  ['f\0', 'EINVAL'],
  [long, 'ENAMETOOLONG'],
  ['f/', 'ENOTDIR'],
  ['f/g', 'ENOTDIR'],
  ...[Number.NaN, 3, null, undefined].map((path) => [path, 'EFAULT'] as const),
]

/** Make handles that belong to another process or to nothing. */
function handles(kind: string, foreign: number): readonly unknown[] {
  const numbers = [foreign, 99, -1, Number.NaN, 2 ** 60]
  return [...numbers.map((number) => ({ [kind]: number })), {}, 7, null, undefined]
}

const badData = [
  { hex: 'zz' },
  { hex: '0' },
  { fill: 256, length: 1 },
  { fill: -1, length: 1 },
  { fill: 0, length: Number.NaN },
  { fill: 0, length: -1 },
  7,
  null,
  undefined,
]
const badSignals = ['SIGFOO', 'SIGRTMAX+1', -1, 65, Number.NaN, 2 ** 60, undefined]

/** Values of each kind of argument that every call refuses. */
const bad: Readonly<Record<string, readonly unknown[]>> = {
  fd: [99, 6, -1, 2 ** 31, ...nonsense],
  number: nonsense,
  path: badPaths.map(([path]) => path),
  'path or fd': ['', 'gone', 99, 6, -1, ...nonsense.filter((each) => each !== 'x')],
  data: badData,
  map: handles('map', 3),
  mr: handles('mr', 2),
  buffers: handles('buffers', 2),
  pin: handles('pin', 2),
  pipe: handles('pipe', 2),
  process: ['Z', '', '__proto__', 'constructor', -1, 99, Number.NaN, 2 ** 60, undefined],
  'new process': ['', '__proto__', 7, Number.NaN, undefined],
  signal: badSignals,
  action: ['x', 7, null, [{ call: 7, args: [] }], [{ call: 'close' }], undefined],
  how: ['x', 7, Number.NaN, undefined],
  restart: ['x', 7, null],
}

/** Errno for bad values at a place, and for -1 where C permits negative numbers. */
type Refusal = string | { readonly code: string; readonly negative: string }

const number = { code: 'EINVAL', negative: 'EINVAL' }
const anyNumber = 'EINVAL'

interface Case {
  /** Valid arguments. */
  readonly args: readonly unknown[]
  readonly refusals: readonly Refusal[]
}

const range = [{ map: 2 }, 0, P]
const rangeRefusals = ['EFAULT', number, number]

/** All calls with their refusals. */
const cases: Readonly<Record<CallName, Case>> = {
  open: { args: ['new', 0o102, 0o600], refusals: ['path', anyNumber, anyNumber] },
  close: { args: [3], refusals: ['EBADF'] },
  dup: { args: [3], refusals: ['EBADF'] },
  fsync: { args: [3], refusals: ['EBADF'] },
  fcntl: { args: [3, GETLEASE, 0], refusals: ['EBADF', number, anyNumber] },
  pread: { args: [3, 8, 0], refusals: ['EBADF', number, number] },
  pwrite: { args: [3, 'x', 0], refusals: ['EBADF', 'EFAULT', number] },
  truncate: { args: ['g', 0], refusals: ['path', number] },
  ftruncate: { args: [4, 0], refusals: ['EBADF', number] },
  fallocate: {
    args: [4, 0, 0, P],
    refusals: ['EBADF', { code: 'EINVAL', negative: 'EOPNOTSUPP' }, number, number],
  },
  unlink: { args: ['g'], refusals: ['path'] },
  rename: { args: ['g', 'h'], refusals: ['path', 'path'] },
  chmod: { args: ['f', 0o600], refusals: ['path', anyNumber] },
  chown: { args: ['f', 1, 1], refusals: ['path', anyNumber, anyNumber] },
  stat: { args: ['f'], refusals: ['path or fd'] },
  mmap: { args: [3, 0, P, 3, 1], refusals: ['EBADF', number, number, anyNumber, number] },
  munmap: { args: [{ map: 1 }], refusals: ['EINVAL'] },
  mprotect: { args: [{ map: 1 }, 1], refusals: ['ENOMEM', number] },
  load: { args: [{ map: 1 }, 0, 8], refusals: ['SIGSEGV', number, number] },
  store: { args: [{ map: 1 }, 0, 'x'], refusals: ['SIGSEGV', number, 'EINVAL'] },
  ibv_reg_mr: { args: [...range, 1], refusals: [...rangeRefusals, number] },
  ibv_dereg_mr: { args: [{ mr: 1 }], refusals: ['EINVAL'] },
  io_uring_register_buffers: { args: range, refusals: rangeRefusals },
  io_uring_unregister_buffers: { args: [{ buffers: 1 }], refusals: ['EINVAL'] },
  pin_user_pages: { args: [...range, 1], refusals: [...rangeRefusals, number] },
  unpin_user_pages: { args: [{ pin: 1 }], refusals: ['EINVAL'] },
  vmsplice: { args: range, refusals: rangeRefusals },
  drain: { args: [{ pipe: 1 }], refusals: ['EINVAL'] },
  writeDirect: {
    args: [{ map: 1 }, 0, P, 1],
    refusals: ['EFAULT', number, number, anyNumber],
  },
  fork: { args: ['C'], refusals: ['EINVAL'] },
  execve: { args: [], refusals: [] },
  send_fd: { args: ['B', 3], refusals: ['ESRCH', 'EBADF'] },
  reflink: { args: [3, 4], refusals: ['EBADF', 'EBADF'] },
  umount: { args: [], refusals: [] },
  exit: { args: [0], refusals: [anyNumber] },
  kill: { args: ['B', 0], refusals: ['ESRCH', 'EINVAL'] },
  sigaction: { args: ['SIGIO', 'ignore', 'restart'], refusals: ['EINVAL', 'EINVAL', 'EINVAL'] },
  sigprocmask: { args: ['block', 'SIGIO'], refusals: ['EINVAL', 'EINVAL'] },
  nextSignal: { args: [], refusals: [] },
  readFile: { args: ['f'], refusals: ['path'] },
}

/** Give A and B files, mappings and all kinds of pins; only B has descriptor 6. */
function world(): State {
  const files = [
    { name: 'f', size: 4 * P },
    { name: 'g', size: P },
    { name: 'd', type: 'dir' },
  ]
  let state = createState('linux-6.12', { fs: 'xfs', files: files as [] })
  const call = (process: string, name: CallName, ...args: unknown[]): void => {
    const { state: after, outcomes } = step(state, {
      kind: 'call',
      id: 0,
      process,
      call: name,
      args,
    })
    expect(outcomes[0]).toMatchObject({ kind: 'result' })
    state = after
  }
  for (const [index, process] of ['A', 'B'].entries()) {
    state = step(state, { kind: 'spawn', process }).state
    const anonymous = { map: 2 * index + 2 }
    call(process, 'open', 'f', 2)
    call(process, 'open', 'g', 2)
    call(process, 'mmap', 3, 0, 4 * P, 3, 1)
    call(process, 'mmap', -1, 0, P, 3, 0x22)
    call(process, 'ibv_reg_mr', anonymous, 0, P, 1)
    call(process, 'io_uring_register_buffers', anonymous, 0, P)
    call(process, 'pin_user_pages', anonymous, 0, P, 1)
    call(process, 'vmsplice', anonymous, 0, P)
  }
  call('B', 'dup', 3)
  call('B', 'dup', 3)
  return state
}

const before = world()
freeze(before)

function answer(call: string, args: readonly unknown[]): readonly [unknown, boolean] {
  const { state, outcomes } = step(before, { kind: 'call', id: 1, process: 'A', call, args })
  const [first] = outcomes
  return [first?.kind === 'error' ? first.code : first?.kind, isSame(state)]
}

const text = JSON.stringify(before)
const isSame = (state: State): boolean => JSON.stringify(state) === text

function expected(refusal: Refusal, value: unknown): string {
  if (refusal === 'path') return badPaths.find(([path]) => Object.is(path, value))?.[1] ?? ''
  if (refusal === 'path or fd') return typeof value === 'string' ? 'ENOENT' : 'EBADF'
  return typeof refusal === 'string' ? refusal : refusal.code
}

const names = Object.keys(cases) as CallName[]

test('the table has all calls with all their arguments', () => {
  expect([...names].sort()).toEqual(Object.keys(callShapes).sort())
  for (const name of names) {
    expect([name, cases[name].refusals.length]).toEqual([name, callShapes[name].length])
  }
})

test.each(names)(
  '`%s` refuses bad arguments with the errno of the kernel, and changes nothing',
  (name) => {
    const { args, refusals } = cases[name]
    if (name !== 'umount') expect(answer(name, args)[0]).not.toMatch(/^E/)
    for (const [place, kind] of callShapes[name].entries()) {
      const refusal = refusals[place] ?? ''
      const optional = kind.endsWith('?')
      for (const value of bad[kind.replace('?', '')] ?? []) {
        if (optional && value === undefined) continue
        const given = args.with(place, value)
        const shown = [name, place, value]
        expect([...shown, ...answer(name, given)]).toEqual([
          ...shown,
          expected(refusal, value),
          true,
        ])
      }
      if (typeof refusal === 'string') continue
      const negative = answer(name, args.with(place, -1))
      expect([name, place, ...negative]).toEqual([name, place, refusal.negative, true])
    }
  },
)

test.each([
  ['fork', ['B'], 'EEXIST'],
  ['load', [{ map: 1 }, 4 * P, 1], 'SIGSEGV'],
  ['load', [{ map: 1 }, 0, 2 ** 52], 'SIGSEGV'],
  ['store', [{ map: 1 }, 4 * P - 1, 'xx'], 'SIGSEGV'],
  ['ibv_reg_mr', [{ map: 2 }, 0, 2 * P, 1], 'EFAULT'],
  ['ibv_reg_mr', [{ map: 2 }, 0, 0, 1], 'EINVAL'],
  ['io_uring_register_buffers', [{ map: 2 }, 0, 0], 'EFAULT'],
  ['pin_user_pages', [{ map: 2 }, 0, P, 2 ** 30], 'EINVAL'],
  ['fallocate', [4, 0, Number.MAX_SAFE_INTEGER, 1], 'EFBIG'],
  ['fcntl', [3, 0, 1024], 'EINVAL'],
  ['fcntl', [3, 9999, 0], 'EINVAL'],
  ['mmap', [3, 1, P, 3, 1], 'EINVAL'],
  ['mmap', [3, 0, P, 3, 0], 'EINVAL'],
  ['open', ['f', 0x200000 | 0o200000], 'ENOTDIR'],
  ['open', ['f', -1], 'ENOTDIR'],
  ['open', ['gone', 0], 'ENOENT'],
  ['open', ['.', 1], 'EISDIR'],
  ['truncate', ['.', 0], 'EISDIR'],
  ['rename', ['f', '.'], 'EISDIR'],
  ['readFile', ['/proc/nothing'], 'ENOENT'],
  ['fcntl', [3, 10, 65], 'EINVAL'],
  ['fcntl', [3, 8, 999_999], 'ESRCH'],
  ['fallocate', [3, 0, 0, 0], 'EINVAL'],
  ['mmap', [3, 0, 0, 1, 1], 'EINVAL'],
  ['sigaction', ['SIGKILL', 'ignore'], 'EINVAL'],
  ['kill', ['B', 'SIGSTOP'], 'supportless'],
  ['rename', ['gone', 'g'], 'ENOENT'],
  ['umount', [], 'EBUSY'],
])('%s(%j) is refused with %s', (name, args, code) => {
  expect(answer(name, args)).toEqual([code, true])
})

test('calls that exceed memory fail with ENOMEM, and reads end with the file', () => {
  const tera = 2 ** 40
  let state = createState('linux-6.18', {
    fs: 'xfs',
    files: [
      { name: 'f', size: tera },
      { name: 'g', size: 3 },
    ],
  })
  const does = (call: CallName, ...args: readonly unknown[]) => {
    const result = step(state, { kind: 'call', id: 1, process: 'A', call, args })
    state = result.state
    const [outcome] = result.outcomes
    if (outcome?.kind === 'error') return outcome.code
    return outcome?.kind === 'result' ? outcome.value : outcome?.kind
  }
  state = step(state, { kind: 'spawn', process: 'A', uid: 0 }).state
  const [f, g] = [does('open', 'f', 2), does('open', 'g', 2)]
  const map = does('mmap', f, 0, tera, 3, 1)
  expect(does('pread', g, tera, 1)).toEqual({ hex: '0000' })
  expect(does('pread', f, 4, tera - 2)).toEqual({ hex: '0000' })
  expect(does('pread', f, 4, 2 ** 60)).toBe('EINVAL')
  expect(does('pread', f, tera, 0)).toBe('ENOMEM')
  expect(does('readFile', 'f')).toBe('ENOMEM')
  expect(does('load', map, 0, tera)).toBe('ENOMEM')
  const data = { fill: 7, length: tera }
  expect(does('pwrite', f, data, 0)).toBe('ENOMEM')
  expect(does('store', map, 0, data)).toBe('ENOMEM')
  expect(does('reflink', g, f)).toBe(0)
  expect(does('stat', 'g')).toMatchObject({ size: tera, blocks: tera / 512 })
  expect(does('pread', f, 2 ** 26, 0)).toEqual({ hex: '00'.repeat(2 ** 26) })
}, 30_000)
