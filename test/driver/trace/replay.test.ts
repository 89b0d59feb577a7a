import { expect, test } from 'vitest'
import type { SimProfile, Trace } from '../../../tools/driver/index.ts'
import * as k from '../../../tools/driver/index.ts'

async function collect(lines: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const line of lines) all.push(line)
  return all
}

/** Replay lines of a trace. */
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

test('S49 in v1: a sleeping call is reported, then its signal, then its end', async () => {
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

test('a call without `async` is awaited, also if time has to pass', async () => {
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

test('S53 in v2: a call that cannot return is left asleep until it can', async () => {
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

test('a signal that kills is reported, and so are later calls of its process', async () => {
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

test('a handler is a list of calls with variables', async () => {
  const handler = [{ call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_UNLCK'] }]
  const lines = [
    ...fixture,
    { id: 1, process: 'A', call: 'sigaction', args: ['SIGIO', handler] },
    { id: 2, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_LAYOUT'] },
    { id: 3, process: 'B', call: 'ftruncate', args: ['$b', 0], async: true },
  ]
  expect((await run(lines, 'sim:rfc-v1')).at(-1)).toEqual({ id: 3, result: 0, at: 0 })
})

test('a fault is a result, and a variable is invalid if its call failed', async () => {
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

test('variables belong to a process, and a child of `fork` inherits them', async () => {
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

test('processes, settings and time have their own lines', async () => {
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

test('a world that the target lacks is unsupported', async () => {
  const driver = await k.openTarget('sim:rfc-v1')
  const trace = { world: { fs: 'zfs' as unknown as 'any' }, calls: [] }
  await expect(collect(k.replay(trace, driver))).rejects.toThrow(k.UnsupportedError)
})

const jsonLines = (lines: readonly unknown[]) =>
  lines.map((line) => JSON.stringify(line)).join('\n')

async function replayed({ input }: Trace, profile: SimProfile): Promise<string> {
  const driver = await k.openTarget(k.simTarget(profile))
  return jsonLines(await collect(k.replay(k.readTrace(jsonLines(input)), driver)))
}

test('a run in which time passed for an awaited call replays the same', async () => {
  const driver = await k.openTarget('sim:rfc-v1')
  const simulated = await driver.openWorld({ files: [{ name: 'f', size: 4 * k.PAGE }] })
  const A = await simulated.process('A')
  const B = await simulated.process('B')
  const a = await A.open('f', k.O_RDWR)
  await A.mmap(a, 0, k.PAGE, k.PROT_READ | k.PROT_WRITE, k.MAP_SHARED)
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

test('a `spawn` without an id has no output', async () => {
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
