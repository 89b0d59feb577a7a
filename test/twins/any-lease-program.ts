import fc from 'fast-check'
import * as k from '../../tools/driver/index.ts'
import type { Made, Program, Step } from './step.ts'

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const pick = (made: Made): fc.Arbitrary<unknown> =>
  fc.record({ pick: fc.constant(made), index: fc.nat({ max: 3 }) })

const fd = pick('fd')
const path = fc.oneof({ weight: 4, arbitrary: one('f') }, { weight: 1, arbitrary: one('g') })
const who = one('A', 'B', 'C', 'D')
const caught = one<string | number>('SIGIO', 'SIGUSR1', k.SIGRTMIN + 1)
const type = one(k.F_RDLCK, k.F_WRLCK, k.F_UNLCK)
const access = one(k.O_RDONLY, k.O_RDONLY, k.O_WRONLY, k.O_RDWR)
const extra = one(0, 0, 0, k.O_NONBLOCK, k.O_TRUNC, k.O_NONBLOCK | k.O_TRUNC, k.O_CREAT, k.O_PATH)
const flags = fc.tuple(access, extra).map(([way, more]) => way | more)
const length = one(0, k.PAGE, 2 * k.PAGE, 100)

const command: fc.Arbitrary<readonly unknown[]> = fc.oneof(
  { weight: 10, arbitrary: fc.tuple(fc.constant(k.F_SETLEASE), type) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(k.F_SETLEASE), one(16, 17, 48, 4, 8, 32, -1)) },
  { weight: 4, arbitrary: fc.tuple(fc.constant(k.F_GETLEASE)) },
  { weight: 2, arbitrary: fc.tuple(fc.constant(k.F_SETSIG), one(0, k.SIGRTMIN + 1, k.SIGUSR1)) },
  { weight: 1, arbitrary: fc.tuple(one(k.F_GETSIG, k.F_GETFL)) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(k.F_SETOWN), fc.record({ who })) },
  { weight: 1, arbitrary: fc.tuple(fc.constant(k.F_DUPFD), one(0, 10)) },
)

/** Ways to answer a break from a handler. */
const release = fc
  .tuple(fd, one(k.F_UNLCK, k.F_UNLCK, k.F_RDLCK))
  .map(([file, to]) => [{ call: 'fcntl', args: [file, k.F_SETLEASE, to] }])
const action = fc.oneof(
  one('default', 'ignore', 'collect', 'collect'),
  release,
  fd.map((file) => [{ call: 'close', args: [file] }]),
  fc.constant([]),
)

type Weighted = readonly [call: string, weight: number, args: fc.Arbitrary<readonly unknown[]>]

const calls: readonly Weighted[] = [
  ['open', 20, fc.tuple(path, flags)],
  ['fcntl', 30, fc.tuple(fd, command).map(([file, rest]) => [file, ...rest])],
  ['close', 6, fc.tuple(fd)],
  ['dup', 3, fc.tuple(fd)],
  ['truncate', 5, fc.tuple(path, length)],
  ['ftruncate', 4, fc.tuple(fd, length)],
  ['fallocate', 1, fc.tuple(fd, one(0, 1, 3), one(0, k.PAGE), one(k.PAGE, 100))],
  ['pwrite', 2, fc.tuple(fd, fc.constant({ fill: 7, length: 3 }), one(0, 5000))],
  ['pread', 2, fc.tuple(fd, one(2, 4), one(0, 4094, 5000))],
  ['unlink', 2, fc.tuple(path)],
  ['rename', 2, fc.tuple(path, path)],
  ['chmod', 2, fc.tuple(path, one(0o600, 0o444, 0o666, 0))],
  ['chown', 1, fc.tuple(path, one(0, 1000), one(0, 1000))],
  ['mmap', 2, fc.tuple(fd, one(0), one(k.PAGE), one(1, 3), one(1, 2))],
  ['munmap', 1, fc.tuple(pick('map'))],
  ['fork', 2, fc.tuple(one('C', 'D'))],
  ['exit', 1, fc.tuple(one(0))],
  ['kill', 4, fc.tuple(who.map((each) => ({ who: each })), fc.oneof({ weight: 9, arbitrary: caught }, { weight: 1, arbitrary: one<string | number>('SIGKILL') }))], // biome-ignore format: a row
  ['sigaction', 5, fc.tuple(caught, action)],
  ['sigprocmask', 2, fc.tuple(one('block', 'unblock'), caught)],
  ['nextSignal', 5, fc.tuple()],
]

/** One call of one of the processes. */
const anyCall: fc.Arbitrary<Step> = fc
  .tuple(
    one('A', 'A', 'A', 'B', 'B', 'B', 'C', 'D'),
    fc.oneof(
      ...calls.map(([call, weight, args]) => ({
        weight,
        arbitrary: args.map((list): Step => ({ call, args: list })),
      })),
    ),
  )
  .map(([process, step]) => ({ ...step, process }))

/** Start with a holder, so breaks are common. */
const anyHolder: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    one(k.O_RDONLY, k.O_RDONLY, k.O_RDWR),
    one(k.F_RDLCK, k.F_WRLCK),
    one(0, 0, k.SIGRTMIN + 1),
  )
  .map(([way, lease, signal]) => [
    { process: 'A', call: 'open', args: ['f', way] },
    ...(signal === 0 ? [] : [{ process: 'A', call: 'fcntl', args: [{ pick: 'fd', index: 0 }, k.F_SETSIG, signal] }]), // biome-ignore format: one line
    { process: 'A', call: 'fcntl', args: [{ pick: 'fd', index: 0 }, k.F_SETLEASE, lease] },
  ])

const anyPause: fc.Arbitrary<Step> = one(1, 2).map((each) => ({ call: 'advance', args: [each] }))

/** Options of lease programs. */
export interface LeaseOptions {
  readonly fs: Program['fs']
  /** Whether time passes, so breaks expire. */
  readonly pauses: boolean
  /** Whether processes can have other users. */
  readonly users: boolean
}

/** Make an arbitrary of programs about leases: several processes, files and users. */
export function anyLeaseProgram({ fs, pauses, users }: LeaseOptions): fc.Arbitrary<Program> {
  const step = pauses
    ? fc.oneof({ weight: 12, arbitrary: anyCall }, { weight: 1, arbitrary: anyPause })
    : anyCall
  const user = users ? one(undefined, undefined, undefined, 1000) : one(undefined)
  return fc
    .record({
      holder: fc.oneof({ weight: 3, arbitrary: anyHolder }, { weight: 1, arbitrary: fc.constant([]) }), // biome-ignore format: one line
      user,
      steps: fc.array(step, { minLength: 2, maxLength: 22, size: 'max' }),
    })
    .map(({ holder, user: uid, steps }) => ({
      fs,
      files: [
        { name: 'f', size: k.PAGE, mode: 0o666 },
        { name: 'g', size: 0, mode: 0o666 },
      ],
      processes: { A: {}, B: uid === undefined ? {} : { uid } },
      steps: [...holder, ...steps],
    }))
}
