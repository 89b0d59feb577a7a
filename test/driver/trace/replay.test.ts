import { expect, test } from 'vitest'
import type { Process, SimProfile, Trace, World } from '../../../tools/driver/index.ts'
import * as k from '../../../tools/driver/index.ts'
import fc from '../../seeded.ts'

async function collect(lines: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const line of lines) all.push(line)
  return all
}

/** Lines of a trace in, lines of the outcome out. */
async function run(lines: readonly unknown[], target: string): Promise<unknown[]> {
  const text = lines.map((line) => JSON.stringify(line)).join('\n')
  const driver = await k.openTarget(target)
  return collect(k.replay(k.readTrace(text), driver))
}

const world = { world: { fs: 'ext4-dax', files: [{ name: 'f', size: 65536 }] } }
const fixture = [
  world,
  { id: 'a', process: 'A', call: 'open', args: ['f', 'O_RDWR'], as: 'a' },
  { id: 'b', process: 'B', call: 'open', args: ['f', 'O_RDWR'], as: 'b' },
  {
    id: 'm',
    process: 'A',
    call: 'mmap',
    args: ['$a', 0, 65536, 'PROT_READ|PROT_WRITE', 'MAP_SHARED'],
    as: 'map',
  },
]
const opened = [
  { id: 'a', result: 3, at: 0 },
  { id: 'b', result: 3, at: 0 },
  { id: 'm', result: { map: 1 }, at: 0 },
]

test('S49 in v1: a call that sleeps is noted, then its signal, then how it ended', async () => {
  const lines = [
    ...fixture,
    { id: 1, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_LAYOUT'] },
    { id: 2, process: 'A', call: 'ibv_reg_mr', args: ['$map', 0, 65536], as: 'mr' },
    { id: 3, process: 'B', call: 'ftruncate', args: ['$b', 0], async: true },
    { id: 4, call: 'advance', args: [44] },
    { id: 5, call: 'advance', args: [1.5] },
    { id: 6, process: 'A', call: 'fcntl', args: ['$a', 'F_GETLEASE'] },
  ]
  expect(await run(lines, 'sim:rfc-v1')).toEqual([
    ...opened,
    { id: 1, result: 0, at: 0 },
    { id: 2, result: { mr: 1 }, at: 0 },
    { id: 3, blocked: true, at: 0 },
    { signal: 'SIGIO', process: 'A', si_fd: 3, at: 0 },
    { id: 4, result: 0, at: 44 },
    { id: 3, errno: 'ETXTBSY', at: 45 },
    { id: 5, result: 0, at: 45.5 },
    { id: 6, result: 2, at: 45.5 },
  ])
})

test('a call without `async` is waited for, also through time', async () => {
  const lines = [
    ...fixture,
    { id: 1, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_LAYOUT'] },
    { id: 2, process: 'B', call: 'ftruncate', args: ['$b', 0] },
    { id: 3, process: 'B', call: 'stat', args: ['f'] },
  ]
  expect(await run(lines, 'sim:rfc-v1')).toEqual([
    ...opened,
    { id: 1, result: 0, at: 0 },
    { id: 2, blocked: true, at: 0 },
    { signal: 'SIGIO', process: 'A', si_fd: 3, at: 0 },
    { id: 2, result: 0, at: 45 },
    { id: 3, result: { size: 0, blocks: 0, dax: true }, at: 45 },
  ])
})

test('S53 in v2: a call that can never return is left asleep, and ends when it can', async () => {
  const lines = [
    ...fixture,
    { id: 1, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_LAYOUT|F_EXCLUSIVE'] },
    { id: 2, process: 'A', call: 'ibv_reg_mr', args: ['$map', 0, 65536], as: 'mr' },
    { id: 3, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_UNLCK'] },
    { id: 4, process: 'B', call: 'ftruncate', args: ['$b', 0] },
    { id: 5, process: 'A', call: 'ibv_dereg_mr', args: ['$mr'] },
  ]
  expect((await run(lines, 'sim:rfc-v2')).slice(3)).toEqual([
    { id: 1, result: 0, at: 0 },
    { id: 2, result: { mr: 1 }, at: 0 },
    { id: 3, result: 0, at: 0 },
    { id: 4, blocked: true, at: 0 },
    { id: 5, result: 0, at: 0 },
    { id: 4, result: 0, at: 0 },
  ])
})

test('a signal that kills is told, and what its process is asked afterwards', async () => {
  const lines = [
    ...fixture,
    { id: 1, process: 'A', call: 'sigaction', args: ['SIGIO', 'default'] },
    { id: 2, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_LAYOUT'] },
    { id: 3, process: 'B', call: 'ftruncate', args: ['$b', 0] },
    { id: 4, process: 'A', call: 'fcntl', args: ['$a', 'F_GETLEASE'] },
  ]
  expect((await run(lines, 'sim:rfc-v1')).slice(3)).toEqual([
    { id: 1, result: 0, at: 0 },
    { id: 2, result: 0, at: 0 },
    { id: 3, blocked: true, at: 0 },
    { killed: 'SIGIO', process: 'A', at: 0 },
    { id: 3, result: 0, at: 0 },
    { id: 4, killed: 'SIGIO', at: 0 },
  ])
})

test('a handler is a list of calls with names in it', async () => {
  const handler = [{ call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_UNLCK'] }]
  const lines = [
    ...fixture,
    { id: 1, process: 'A', call: 'sigaction', args: ['SIGIO', handler] },
    { id: 2, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_LAYOUT'] },
    { id: 3, process: 'B', call: 'ftruncate', args: ['$b', 0], async: true },
  ]
  expect((await run(lines, 'sim:rfc-v1')).at(-1)).toEqual({ id: 3, result: 0, at: 0 })
})

test('a fault is a result, and a name whose call failed stands for nothing', async () => {
  const lines = [
    ...fixture,
    { id: 1, process: 'B', call: 'ftruncate', args: ['$b', 0] },
    { id: 2, process: 'A', call: 'load', args: ['$map', 0, 1] },
    { id: 3, process: 'A', call: 'open', args: ['none', 0], as: 'none' },
    { id: 4, process: 'A', call: 'fsync', args: ['$none'] },
    { id: 5, process: 'A', call: 'ibv_reg_mr', args: ['$map', 0, 4096], as: 'mr' },
    { id: 6, process: 'A', call: 'ibv_dereg_mr', args: ['$mr'] },
  ]
  expect((await run(lines, 'sim:linux-6.12')).slice(3)).toEqual([
    { id: 1, result: 0, at: 0 },
    { id: 2, result: 'SIGBUS', at: 0 },
    { id: 3, errno: 'ENOENT', at: 0 },
    { id: 4, errno: 'EBADF', at: 0 },
    { id: 5, errno: 'EOPNOTSUPP', at: 0 },
    { id: 6, errno: 'EINVAL', at: 0 },
  ])
})

test('a child of `fork` inherits names; names are those of a process', async () => {
  const lines = [
    world,
    { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'x' },
    { id: 2, process: 'A', call: 'fork', args: ['C'], as: 'pid' },
    { id: 3, process: 'A', call: 'dup', args: ['$x'], as: 'x' },
    { id: 4, process: 'C', call: 'close', args: ['$x'] },
    { id: 5, process: 'C', call: 'close', args: ['$x'] },
    { id: 6, process: 'A', call: 'close', args: ['$x'] },
  ]
  const results = (await run(lines, 'sim:linux-6.18')).map((line) => {
    const { result, errno } = line as { result?: unknown; errno?: unknown }
    return result ?? errno
  })
  expect(results).toEqual([3, expect.any(Number), 4, 0, 'EBADF', 0])
})

test('processes, settings and time have lines of their own', async () => {
  const lines = [
    { world: { leaseBreakTime: 10, files: [{ name: 'f', owner: 7, mode: 0o666 }] } },
    { id: 1, process: 'A', call: 'spawn', args: [{ uid: 1000, capLease: false }], as: 'pid' },
    { id: 2, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'a' },
    { id: 3, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_RDLCK'] },
    { id: 4, call: 'set', args: [{ leaseBreakTime: 1, leasesEnable: false }] },
    { id: 5, call: 'settle' },
    { id: 6, process: 'B', call: 'readFile', args: ['/proc/sys/fs/lease-break-time'] },
    { id: 7, process: 'B', call: 'kill', args: ['A', 'SIGRTMIN+1'] },
    { id: 8, process: 'A', call: 'nextSignal' },
  ]
  expect(await run(lines, 'sim:rfc-v1')).toEqual([
    { id: 1, result: expect.any(Number), at: 0 },
    { id: 2, result: 3, at: 0 },
    { id: 3, errno: 'EACCES', at: 0 },
    { id: 4, result: 0, at: 0 },
    { id: 5, result: 0, at: 0 },
    { id: 6, result: '1\n', at: 0 },
    { id: 7, result: 0, at: 0 },
    { signal: 'SIGRTMIN+1', process: 'A', at: 0 },
    { id: 8, result: { signal: 'SIGRTMIN+1', signo: 35, si_code: 0 }, at: 0 },
  ])
})

test('a world that the target has not is unsupported', async () => {
  const driver = await k.openTarget('sim:rfc-v1')
  const trace = { world: { fs: 'zfs' as unknown as 'any' }, calls: [] }
  await expect(collect(k.replay(trace, driver))).rejects.toThrow(k.UnsupportedError)
})

/** One thing a random program does; what it needs and has not, it asks for all the same. */
type Act = (it: { world: World; process: Process; other: Process; made: Made }) => unknown
interface Made {
  readonly fds: number[]
  readonly maps: k.Mapping[]
  readonly regions: k.MemoryRegion[]
}

const rw = k.PROT_READ | k.PROT_WRITE
const keep = <T>(list: T[], call: Promise<T>): Promise<unknown> =>
  call.then((value) => list.push(value))
const last = <T>(list: readonly T[]): T => list.at(-1) as T

const acts: Readonly<Record<string, Act>> = {
  open: ({ process, made }) => keep(made.fds, process.open('f', k.O_RDWR)),
  read: ({ process, made }) => keep(made.fds, process.open('f', k.O_RDONLY | k.O_NONBLOCK)),
  trunc: ({ process }) => process.open('f', k.O_WRONLY | k.O_TRUNC),
  close: ({ process, made }) => process.close(made.fds.pop() ?? 99),
  dup: ({ process, made }) => keep(made.fds, process.dup(last(made.fds))),
  layout: ({ process, made }) => process.fcntl(last(made.fds), k.F_SETLEASE, k.F_LAYOUT),
  exclusive: ({ process, made }) => process.fcntl(last(made.fds), k.F_SETLEASE, 48),
  readLease: ({ process, made }) => process.fcntl(last(made.fds), k.F_SETLEASE, k.F_RDLCK),
  release: ({ process, made }) => process.fcntl(last(made.fds), k.F_SETLEASE, k.F_UNLCK),
  setsig: ({ process, made }) => process.fcntl(last(made.fds), k.F_SETSIG, k.SIGRTMIN),
  setown: ({ process, other, made }) => process.fcntl(last(made.fds), k.F_SETOWN, other.pid),
  map: ({ process, made }) =>
    keep(made.maps, process.mmap(last(made.fds), 0, 4 * k.PAGE, rw, k.MAP_SHARED)),
  unmap: ({ process, made }) => process.munmap(made.maps.pop() ?? { map: 99 }),
  pin: ({ process, made }) => keep(made.regions, process.ibv_reg_mr(last(made.maps), 0, k.PAGE)),
  unpin: ({ process, made }) => process.ibv_dereg_mr(made.regions.pop() ?? { mr: 99 }),
  store: ({ process, made }) => process.store(last(made.maps), 5, { fill: 1, length: 3 }),
  cut: ({ process, made }) => process.ftruncate(last(made.fds), 0),
  grow: ({ process, made }) => process.ftruncate(last(made.fds), 5 * k.PAGE),
  half: ({ process }) => process.truncate('f', 1.5),
  signal: ({ process }) => process.nextSignal(),
  handle: ({ process, made }) =>
    process.sigaction('SIGIO', [{ call: 'close', args: [made.fds.at(-1) ?? 99] }]),
  die: ({ process }) => process.sigaction('SIGIO', 'default'),
  fork: ({ process, world: { now } }) => process.fork(`${process.name}${now}`),
  exit: ({ process }) => process.exit(),
  kill: ({ process, other }) => process.kill(other, 'SIGIO'),
  locks: ({ process }) => process.readFile('/proc/locks'),
  pins: ({ process, other }) => process.readFile(`/proc/${other.pid}/file_pins`),
  advance: ({ world }) => world.advance(20.1),
  set: ({ world }) => {
    world.leaseBreakTime = 3
  },
}

async function runProgram(profile: SimProfile, steps: readonly (readonly [string, boolean])[]) {
  const driver = await k.openTarget(k.simTarget(profile))
  const simulated = await driver.openWorld({ files: [{ name: 'f', size: 4 * k.PAGE }] })
  const both = [await simulated.process('A'), await simulated.process('B', { uid: 0 })] as const
  const made = both.map((): Made => ({ fds: [], maps: [], regions: [] })) as [Made, Made]
  for (const [name, second] of steps) {
    const [process, other] = second ? [both[1], both[0]] : both
    const result = acts[name]?.({ world: simulated, process, other, made: made[second ? 1 : 0] })
    // A call is left asleep, not waited for; its refusal is an outcome like any other.
    if (result instanceof Promise) Promise.prototype.then.call(result, ignore, ignore)
    await simulated.settle()
  }
  return simulated.trace()
}

function ignore(): void {}

const jsonLines = (lines: readonly unknown[]) =>
  lines.map((line) => JSON.stringify(line)).join('\n')

async function replayed({ input }: Trace, profile: SimProfile): Promise<string> {
  const driver = await k.openTarget(k.simTarget(profile))
  return jsonLines(await collect(k.replay(k.readTrace(jsonLines(input)), driver)))
}

test.each(k.simProfiles)(
  'any run on sim:%s replays to the same output, byte for byte',
  async (profile) => {
    const step = fc.tuple(fc.constantFrom(...Object.keys(acts)), fc.boolean())
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40, size: 'max' }), async (steps) => {
        const trace = await runProgram(profile, steps)
        expect(await replayed(trace, profile)).toBe(jsonLines(trace.output))
      }),
      { numRuns: 60 },
    )
  },
)

test('a run in which time passed because somebody waited replays all the same', async () => {
  const driver = await k.openTarget('sim:rfc-v1')
  const simulated = await driver.openWorld({ files: [{ name: 'f', size: 4 * k.PAGE }] })
  const A = await simulated.process('A')
  const B = await simulated.process('B')
  const a = await A.open('f', k.O_RDWR)
  await A.mmap(a, 0, k.PAGE, rw, k.MAP_SHARED)
  await simulated.advance(0.1)
  await A.fcntl(a, k.F_SETLEASE, k.F_LAYOUT)
  await B.truncate('f', 0)
  const trace = simulated.trace()
  expect(trace.input.slice(-2)).toEqual([
    { id: 7, process: 'B', call: 'truncate', args: ['f', 0], async: true },
    { id: 8, call: 'advance', args: [45] },
  ])
  expect(await replayed(trace, 'rfc-v1')).toBe(jsonLines(trace.output))
})

test('a `spawn` without id says nothing, unless the target cannot', async () => {
  const lines = [
    { world: { fs: 'tmpfs', files: [{ name: 'f', size: 1, mode: 0o644 }] } },
    { process: 'A', call: 'spawn', args: [{ uid: 1000, capLease: false }] },
    { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'a' },
    { id: 2, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_RDLCK'] },
  ]
  expect(await run(lines, 'sim:linux-6.12')).toEqual([
    { id: 1, result: 3, at: 0 },
    { id: 2, errno: 'EACCES', at: 0 },
  ])
})

test('an `exit` is answered like any other call', async () => {
  expect(await run([{ id: 1, process: 'A', call: 'exit', args: [] }], 'sim:rfc-v1')).toEqual([
    { id: 1, result: 0, at: 0 },
  ])
})
