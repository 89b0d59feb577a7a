import * as arbitrary from 'manproof/fast-check'
import { openWorld } from 'manproof/sim'
import { expect, test } from 'vitest'
import { callNames } from '../../tools/driver/call-shapes.ts'
import {
  openTarget,
  readTrace,
  replay,
  simProfiles,
  simTarget,
  type World,
} from '../../tools/driver/index.ts'
import fc from '../seeded.ts'

const { anyCommands, anyProgram, anyTrace, describeStep, openSide, perform } = arbitrary
const files = [{ name: 'f', size: 65536 }]
const wide = [
  'open', 'open', 'open', 'dup', 'close', 'fsync', 'fcntl', 'fcntl', 'pread', 'pwrite', 'truncate',
  'ftruncate', 'fallocate', 'unlink', 'rename', 'chmod', 'chown', 'stat', 'mmap', 'mmap', 'munmap',
  'mprotect', 'load', 'store', 'ibv_reg_mr', 'ibv_dereg_mr', 'io_uring_register_buffers',
  'io_uring_unregister_buffers', 'pin_user_pages', 'unpin_user_pages', 'vmsplice', 'drain', 'exit',
  'kill', 'sigaction', 'sigprocmask', 'nextSignal', 'readFile', 'fork', 'execve', 'send_fd',
  'reflink', 'umount', 'writeDirect',
] as const // biome-ignore format: a list of words

test('the list covers every call of the port', () => {
  expect([...new Set<string>(wide)].sort()).toEqual([...callNames].sort())
})

async function linesOf<T>(lines: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const line of lines) all.push(line)
  return all
}

test('every random trace can be read, and replays the same byte for byte', async () => {
  const driver = await openTarget('sim:rfc-v1')
  await fc.assert(
    fc.asyncProperty(anyTrace({ calls: wide }), async (text) => {
      const lines = await linesOf(replay(readTrace(text), driver))
      expect(JSON.stringify(await linesOf(replay(readTrace(text), driver)))).toBe(
        JSON.stringify(lines),
      )
    }),
    { numRuns: 200 },
  )
})

test.each(simProfiles)('any run on sim:%s replays the same byte for byte', async (profile) => {
  const driver = await openTarget(simTarget(profile))
  const programs = anyProgram({ calls: wide, seconds: [1, 20.1, 45], maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(programs, async (program) => {
      await using world = await driver.openWorld({ files })
      const side = openSide(world)
      for (const step of program) await perform(side, step)
      const { input, output } = world.trace()
      const text = input.map((line) => JSON.stringify(line)).join('\n')
      const lines = await linesOf(replay(readTrace(text), driver))
      expect(lines.map((line) => JSON.stringify(line))).toEqual(
        output.map((line) => JSON.stringify(line)),
      )
    }),
    { numRuns: 60 },
  )
})

async function twins(model: World, real: World) {
  return { model: openSide(model), real: openSide(real) }
}

test('a profile equals itself in any program', async () => {
  await fc.assert(
    fc.asyncProperty(anyCommands({ calls: wide, maxLength: 30 }), async (commands) => {
      await using model = await openWorld({ profile: 'rfc-v1', files })
      await using real = await openWorld({ profile: 'rfc-v1', files })
      await fc.asyncModelRun(() => twins(model, real), commands)
    }),
    { numRuns: 100 },
  )
})

test('the shortest program tells two profiles apart', async () => {
  const { counterexample, errorInstance } = await fc.check(
    fc.asyncProperty(anyCommands(), async (commands) => {
      await using model = await openWorld({ profile: 'rfc-v1', files })
      await using real = await openWorld({ profile: 'linux-6.18', files })
      await fc.asyncModelRun(() => twins(model, real), commands)
    }),
    { seed: 7, numRuns: 500 },
  )
  expect(String(counterexample?.[0])).toMatch(
    /^([AB])\.open\("f", \d+\),\1\.fcntl\(fd#0, 1024, 16\) /,
  )
  expect(String(errorInstance)).toMatchInlineSnapshot(`
    "Error: Unexpected outcome of \`B.fcntl(fd#0, 1024, 16)\` on sim:linux-6.18, expected that of sim:rfc-v1:
    sim:rfc-v1:
      call 2, fcntl: {"result":0}
    sim:linux-6.18:
      call 2, fcntl: {"errno":"EINVAL"}"
  `)
})

test('a described step names the results of earlier ones that it uses', () => {
  const args = [{ pick: 'fd', index: 2 }, 4096]
  expect(describeStep({ process: 'A', call: 'ftruncate', args })).toBe('A.ftruncate(fd#2, 4096)')
  expect(describeStep({ call: 'advance', args: [45] })).toBe('advance(45)')
})
