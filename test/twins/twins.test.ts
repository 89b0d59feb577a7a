import { readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTarget, readTrace, replay, type TraceLine } from '../../tools/driver/index.ts'
import { anyLeaseProgram } from './any-lease-program.ts'
import { explanationOf } from './differences.ts'
import { judge } from './judge.ts'
import { type Played, play } from './play.ts'
import { openRoom } from './room.ts'
import { readOptions, twinOf } from './soak-options.ts'

const folder = new URL('traces/', import.meta.url)
const traces = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

async function linesOf(name: string, target: string): Promise<TraceLine[]> {
  const lines: TraceLine[] = []
  const trace = readTrace(readFileSync(new URL(name, folder), 'utf8'))
  for await (const { at: _, ...line } of replay(trace, await openTarget(target))) lines.push(line)
  return lines
}

test.each(traces)('%s has one outcome on the simulator and on this kernel', async (name) => {
  const info = await (await openTarget('host')).probe()
  const simulated = await linesOf(name, 'sim:linux-6.18')
  expect(simulated).toMatchSnapshot()
  if (!info.available || twinOf(info.release) !== 'linux-6.18') return
  expect(await linesOf(name, 'host')).toEqual(simulated)
})

async function playAll(target: string, seed: number, count: number): Promise<readonly Played[]> {
  const driver = await openTarget(target)
  const arbitrary = anyLeaseProgram({ fs: 'any', pauses: false, users: true })
  const programs = fc.sample(arbitrary, { seed, numRuns: count })
  const files = programs[0]?.files ?? []
  const room = await openRoom(driver, { fs: 'any', leaseBreakTime: 45, programs: count, files })
  const played: Played[] = []
  for (const program of programs) played.push(await play(room, program))
  await room.world[Symbol.asyncDispose]()
  return played
}

test('the simulator is its own twin', async () => {
  for (const played of await playAll('sim:linux-6.18', 5, 60)) {
    expect(judge('linux-6.18', played)).toBeUndefined()
  }
})

/** Ways to tell another story of a line; undefined: this line has none. */
const lies: readonly ((line: TraceLine) => TraceLine | undefined)[] = [
  (line) => ('errno' in line ? { ...line, errno: 'EIO' } : undefined),
  (line) => ('errno' in line ? { id: line['id'], result: 0, at: 0 } : undefined),
  (line) => (typeof line['result'] === 'number' && line['result'] < 1000 ? { ...line, result: line['result'] + 1 } : undefined), // biome-ignore format: one line
  (line) => (line['blocked'] === true ? { id: line['id'], result: 7, at: 0 } : undefined),
  (line) => ('signal' in line ? { ...line, signal: 'SIGTERM' } : undefined),
  (line) => ('signal' in line ? { ...line, process: `${line['process']}X` } : undefined),
  (line) => ('killed' in line ? { ...line, killed: 'SIGTERM' } : undefined),
]

test('a run in which one line is another is refused, and no explanation covers it', async () => {
  let told = 0
  for (const { input, output } of await playAll('sim:linux-6.18', 6, 40)) {
    for (const [index, line] of output.entries()) {
      for (const lie of lies) {
        const other = lie(line)
        if (other === undefined) continue
        told += 1
        const difference = judge('linux-6.18', { input, output: output.with(index, other) })
        expect(difference, JSON.stringify([line, other])).toBeDefined()
        expect(difference && explanationOf(difference)?.id).toBeUndefined()
      }
    }
  }
  expect(told).toBeGreaterThan(500)
})

test('the command line is read, or told what is wrong with it', () => {
  expect(readOptions(['--help'])).toBe('help')
  expect(readOptions(['--minutes', '2', '--seed', '7', '--target', 'host'])).toMatchObject({
    minutes: 2,
    seed: 7,
    targets: ['host'],
  })
  expect(readOptions(['--minutes', 'x'])).toBeInstanceOf(Error)
  expect(readOptions(['--target', 'moon'])).toBeInstanceOf(Error)
})
