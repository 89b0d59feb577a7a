import fc from 'fast-check'
import * as k from '../../tools/driver/index.ts'
import type { Made, Program, Step } from './step.ts'

const { PAGE } = k
const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values)
const pick = (made: Made): fc.Arbitrary<unknown> =>
  fc.record({ pick: fc.constant(made), index: fc.nat({ max: 3 }) })

const fd = pick('fd')
const map = pick('map')
const path = fc.oneof({ weight: 6, arbitrary: one('f') }, { weight: 1, arbitrary: one('g') })
const flags = one(k.O_RDWR, k.O_RDWR, k.O_RDWR, k.O_RDONLY, k.O_WRONLY, k.O_RDWR | k.O_TRUNC)
const length = one(0, PAGE, 2 * PAGE, 3 * PAGE, 4 * PAGE, 6 * PAGE, 100)
const offset = one(0, PAGE, 2 * PAGE, 3 * PAGE)
const mode = one(0, 1, 3, 3, 3, 8, 0x10, 0x11, 0x20)
const data = one<unknown>(
  { fill: 7, length: 1 },
  { fill: 8, length: PAGE },
  { fill: 9, length: 10 },
)
const prot = one(3, 3, 3, 1)
const type = one(k.F_RDLCK, k.F_WRLCK, k.F_UNLCK)

type Weighted = readonly [call: string, weight: number, args: fc.Arbitrary<readonly unknown[]>]

const calls: readonly Weighted[] = [
  ['open', 10, fc.tuple(path, flags)],
  ['close', 3, fc.tuple(fd)],
  ['dup', 1, fc.tuple(fd)],
  ['mmap', 10, fc.tuple(fd, one(0, 0, 0, PAGE), one(4 * PAGE, 4 * PAGE, PAGE, 6 * PAGE), prot, one(1, 1, 1, 2))], // biome-ignore format: a row
  ['munmap', 4, fc.tuple(map)],
  ['mprotect', 1, fc.tuple(map, one(0, 1, 3))],
  ['load', 6, fc.tuple(map, offset, one(1, 2))],
  ['store', 8, fc.tuple(map, offset, data)],
  ['pread', 5, fc.tuple(fd, one(2, PAGE), one(0, PAGE - 1, 2 * PAGE, 5 * PAGE))],
  ['pwrite', 5, fc.tuple(fd, data, one(0, PAGE, 2 * PAGE + 5, 5 * PAGE))],
  ['ftruncate', 9, fc.tuple(fd, length)],
  ['truncate', 6, fc.tuple(path, length)],
  ['fallocate', 12, fc.tuple(fd, mode, one(0, PAGE, 2 * PAGE, 100), one(PAGE, 2 * PAGE, 4 * PAGE, 200))], // biome-ignore format: a row
  ['fsync', 1, fc.tuple(fd)],
  ['unlink', 1, fc.tuple(path)],
  ['rename', 1, fc.tuple(path, path)],
  ['pin_user_pages', 12, fc.tuple(map, one(0, 0, PAGE, 3 * PAGE), one(PAGE, PAGE, 2 * PAGE), one(0, 2, 2, 1, 3, 4, 6))], // biome-ignore format: a row
  ['unpin_user_pages', 6, fc.tuple(pick('pin'))],
  ['vmsplice', 8, fc.tuple(map, one(0, PAGE), one(PAGE, PAGE, 2 * PAGE))],
  ['drain', 5, fc.tuple(pick('pipe'))],
  ['io_uring_register_buffers', 5, fc.tuple(map, one(0, PAGE), one(PAGE, 2 * PAGE))],
  ['io_uring_unregister_buffers', 3, fc.tuple(pick('buffers'))],
  ['ibv_reg_mr', 6, fc.tuple(map, one(0, PAGE), one(PAGE, 2 * PAGE), one(0, 1, 1))],
  ['ibv_dereg_mr', 3, fc.tuple(pick('mr'))],
  ['fcntl', 3, fc.tuple(fd, fc.constant(k.F_SETLEASE), type)],
  ['nextSignal', 1, fc.tuple()],
  ['kill', 2, fc.tuple(one('A', 'B').map((who) => ({ who })), one('SIGUSR1', 'SIGIO'))], // biome-ignore format: a row
  ['sigaction', 1, fc.tuple(fc.constant('SIGUSR1'), fc.constant([]))],
]

const anyCall: fc.Arbitrary<Step> = fc
  .tuple(
    one('A', 'B'),
    fc.oneof(
      ...calls.map(([call, weight, args]) => ({
        weight,
        arbitrary: args.map((list): Step => ({ call, args: list })),
      })),
    ),
  )
  .map(([process, step]) => ({ ...step, process }))

const first = { pick: 'fd', index: 0 } as const
const begin = (process: string): readonly Step[] => [
  { process, call: 'open', args: ['f', k.O_RDWR] },
  { process, call: 'mmap', args: [first, 0, 4 * PAGE, 3, 1] },
]

/** Make an arbitrary of programs about mappings, pins and changes of the mapped file. */
export function anyPageProgram(fs: Program['fs']): fc.Arbitrary<Program> {
  return fc
    .record({
      mapped: one<readonly string[]>(['A', 'B'], ['A'], []),
      steps: fc.array(anyCall, { minLength: 3, maxLength: 20, size: 'max' }),
    })
    .map(({ mapped, steps }) => ({
      fs,
      files: [
        { name: 'f', size: 4 * PAGE },
        { name: 'g', size: PAGE },
      ],
      processes: { A: {}, B: {} },
      steps: [
        ...mapped.flatMap(begin),
        { process: 'B', call: 'sigaction', args: ['SIGUSR1', []] },
        ...steps,
      ],
    }))
}
