import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  type Driver,
  openTarget,
  readTrace,
  replay,
  simTarget,
  type TraceLine,
  UnsupportedError,
} from '../../tools/driver/index.ts'
import { nearestTwin } from '../../tools/driver/targets/index.ts'
import fc from '../seeded.ts'
import { anyLeaseProgram } from './any-lease-program.ts'
import { explanationOf } from './differences.ts'
import { judge } from './judge.ts'
import { pageOf, tableOf } from './page.ts'
import { type Played, play } from './play.ts'
import { openRoom } from './room.ts'
import { readOptions, twins } from './soak-options.ts'

const folder = new URL('traces/', import.meta.url)
const traces = readdirSync(folder).filter((name) => name.endsWith('.jsonl'))

async function linesOf(name: string, driver: Driver): Promise<TraceLine[]> {
  const lines: TraceLine[] = []
  const trace = readTrace(readFileSync(new URL(name, folder), 'utf8'))
  for await (const { at: _, ...line } of replay(trace, driver)) lines.push(line)
  return lines
}

describe.each(['linux-6.1', 'linux-6.18'] as const)('sim:%s', (profile) => {
  test.each(traces)('the output of %s is unchanged', async (name) => {
    expect(await linesOf(name, await openTarget(simTarget(profile)))).toMatchSnapshot()
  })
})

describe.each(Object.keys(twins))('%s', (target) => {
  test.for(traces)('the output of %s is that of its twin', async (name, { skip }) => {
    const unless = (error: unknown): never => {
      if (error instanceof UnsupportedError) return skip(error.message)
      throw error
    }
    const driver = await openTarget(target).catch(unless)
    const info = await driver.probe()
    if (!info.available) return skip(info.reason)
    const lines = await linesOf(name, driver).catch(unless)
    const twin = `sim:linux-${nearestTwin(info.release)}`
    expect(lines).toEqual(await linesOf(name, await openTarget(twin)))
  })
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

test('the simulator does not differ from itself', async () => {
  for (const played of await playAll('sim:linux-6.18', 5, 60)) {
    expect(judge('linux-6.18', played)).toBeUndefined()
  }
})

/** Ways to falsify a line; `undefined` if the line has no such part. */
const lies: readonly ((line: TraceLine) => TraceLine | undefined)[] = [
  (line) => ('errno' in line ? { ...line, errno: 'EIO' } : undefined),
  (line) => ('errno' in line ? { id: line['id'], result: 0, at: 0 } : undefined),
  (line) => (typeof line['result'] === 'number' && line['result'] < 1000 ? { ...line, result: line['result'] + 1 } : undefined), // biome-ignore format: one line
  (line) => (line['blocked'] === true ? { id: line['id'], result: 7, at: 0 } : undefined),
  (line) => ('signal' in line ? { ...line, signal: 'SIGTERM' } : undefined),
  (line) => ('signal' in line ? { ...line, process: `${line['process']}X` } : undefined),
  (line) => ('killed' in line ? { ...line, killed: 'SIGTERM' } : undefined),
]

test('a run with a falsified line is refused, without an explanation', async () => {
  let count = 0
  for (const { input, output } of await playAll('sim:linux-6.18', 6, 40)) {
    for (const [index, line] of output.entries()) {
      for (const lie of lies) {
        const other = lie(line)
        if (other === undefined) continue
        count += 1
        const difference = judge('linux-6.18', { input, output: output.with(index, other) })
        expect(difference, JSON.stringify([line, other])).toBeDefined()
        expect(difference && explanationOf(difference)?.id).toBeUndefined()
      }
    }
  }
  expect(count).toBeGreaterThan(500)
})

test('a command line is read or refused', () => {
  expect(readOptions(['--help'])).toBe('help')
  expect(readOptions(['--minutes', '2', '--seed', '7', '--target', 'host'])).toMatchObject({
    minutes: 2,
    seed: 7,
    targets: ['host'],
  })
  expect(readOptions(['--minutes', 'x'])).toBeInstanceOf(Error)
  expect(readOptions(['--target', 'moon'])).toBeInstanceOf(Error)
})

test('the page keeps the rows of lanes that did not run', () => {
  const before = pageOf(
    ['| vm:6.1 | xfs | old |', '| vm:6.1 | ext4 | old |', '| host | any | old |'],
    '',
  )
  const after = pageOf(['| vm:6.1 | ext4 | new |', '| vm:6.12 | xfs | new |'], before)
  expect(after).toContain(
    tableOf([
      '| vm:6.1 | xfs | old |',
      '| vm:6.1 | ext4 | new |',
      '| host | any | old |',
      '| vm:6.12 | xfs | new |',
    ]),
  )
})
