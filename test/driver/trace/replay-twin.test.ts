import { expect, test } from 'vitest'
import {
  type Driver,
  openTarget,
  readTrace,
  replay,
  type TraceLine,
} from '../../../tools/driver/index.ts'
import { hostDriver } from '../host-driver.ts'

const program = [
  { world: { files: [{ name: 'f', size: 4096 }] } },
  { id: 1, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'a' },
  { id: 2, process: 'A', call: 'fcntl', args: ['$a', 'F_SETSIG', 'SIGRTMIN+2'] },
  { id: 3, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_RDLCK'] },
  { id: 4, process: 'B', call: 'open', args: ['f', 'O_WRONLY'], async: true, as: 'b' },
  { id: 5, process: 'A', call: 'nextSignal' },
  { id: 6, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_UNLCK'] },
  { id: 7, process: 'B', call: 'pwrite', args: ['$b', { fill: 7, length: 3 }, 1] },
  { id: 8, process: 'B', call: 'close', args: ['$b'] },
  { id: 9, process: 'A', call: 'pread', args: ['$a', 4, 0] },
  { id: 10, process: 'A', call: 'fork', args: ['C'] },
  { id: 11, process: 'C', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_WRLCK'] },
  { id: 12, process: 'B', call: 'truncate', args: ['f', 0], async: true },
  { id: 13, process: 'A', call: 'close', args: ['$a'] },
  { id: 14, process: 'C', call: 'close', args: ['$a'] },
  { id: 15, process: 'A', call: 'sigaction', args: ['SIGIO', 'default'] },
  { id: 16, process: 'B', call: 'kill', args: ['A', 'SIGIO'] },
  { id: 17, process: 'A', call: 'stat', args: ['f'] },
]
const text = program.map((line) => JSON.stringify(line)).join('\n')

/** Replay a trace, without times, process ids and descriptors of signals, which differ. */
async function outcome(trace: string, driver: Driver): Promise<TraceLine[]> {
  const lines: TraceLine[] = []
  for await (const { at, si_fd, ...line } of replay(readTrace(trace), driver)) {
    lines.push(line['id'] === 10 ? { id: 10 } : line)
  }
  return lines
}

test('one trace has one outcome on the simulator and on this kernel', async ({ skip }) => {
  const host = await hostDriver()
  if (typeof host === 'string') return skip(host)
  const simulated = await outcome(text, await openTarget('sim:linux-6.18'))
  expect(await outcome(text, host)).toEqual(simulated)
  expect(simulated).toContainEqual({ id: 9, result: { hex: '00070707' } })
  expect(simulated.slice(-3)).toEqual([
    { id: 16, result: 0 },
    { killed: 'SIGIO', process: 'A' },
    { id: 17, killed: 'SIGIO' },
  ])
})

const handled = [
  { world: { files: [{ name: 'f', size: 4096 }] } },
  { id: 1, process: 'B', call: 'sigprocmask', args: ['unblock', 'SIGUSR1'] },
  { id: 2, process: 'A', call: 'open', args: ['f', 'O_RDONLY'], as: 'a' },
  { id: 3, process: 'A', call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_RDLCK'] },
  {
    id: 4,
    process: 'A',
    call: 'sigaction',
    args: ['SIGIO', [{ call: 'fcntl', args: ['$a', 'F_SETLEASE', 'F_UNLCK'] }]],
  },
  { id: 5, process: 'B', call: 'open', args: ['f', 'O_WRONLY'], as: 'b' },
  { id: 6, process: 'B', call: 'kill', args: ['A', 'SIGIO'] },
  { id: 7, process: 'B', call: 'close', args: ['$b'] },
]

// B is made first, so its output is read before that of A.
test('the signal of a handler that answers at once precedes the result of the call', async ({
  skip,
}) => {
  const host = await hostDriver()
  if (typeof host === 'string') return skip(host)
  const trace = handled.map((line) => JSON.stringify(line)).join('\n')
  const simulated = await outcome(trace, await openTarget('sim:linux-6.18'))
  expect(simulated.slice(4)).toEqual([
    { id: 5, blocked: true },
    { signal: 'SIGIO', process: 'A' },
    { id: 5, result: 3 },
    { id: 6, result: 0 },
    { signal: 'SIGIO', process: 'A' },
    { id: 7, result: 0 },
  ])
  for (let round = 0; round < 20; round++) expect(await outcome(trace, host)).toEqual(simulated)
})

test('a trace of this kernel replays on the simulator', async ({ skip }) => {
  const host = await hostDriver()
  if (typeof host === 'string') return skip(host)
  const world = await host.openWorld({ files: [{ name: 'f', size: 4096 }] })
  try {
    const A = await world.process('A')
    const B = await world.process('B')
    const fd = await A.open('f', 0)
    await A.fcntl(fd, 1024, 0)
    const writing = B.open('f', 1)
    await world.settle()
    await A.fcntl(fd, 1024, 2)
    await B.pwrite(await writing, 'x', 0)
    await world.settle()
    const { input, output } = world.trace()
    const again = input.map((line) => JSON.stringify(line)).join('\n')
    const lines = await outcome(again, await openTarget('sim:linux-6.18'))
    const spawns = new Set(
      input.filter((line) => line['call'] === 'spawn').map((line) => line['id']),
    )
    const comparable = (line: TraceLine) => !spawns.has(line['id'])
    const recorded = output.map(({ at, si_fd, ...line }) => line)
    expect(lines.filter(comparable)).toEqual(recorded.filter(comparable))
  } finally {
    await world[Symbol.asyncDispose]()
  }
})
