// Speed of the guests that `manproof vm prepare` has made: a start from the saved state, a world, a
// call, and the whole manual. The note is the median, in a unit of its own.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { openDriver, vmStatus } from '../dist/tools/driver/vm/index.js'

const run = promisify(execFile)
const lines = ['6.1', '6.12', 'newest']
const manual = ['6.1', '6.12']
const [getLease, readOnly] = [1025, 0]
const options = { fs: 'ext4-dax', files: [{ name: 'f', size: 4096 }] }

async function repeat(seconds, act, scale, unit, between = async () => {}) {
  const taken = []
  while (taken.length === 0 || taken.reduce((sum, one) => sum + one, 0) < seconds * 1000) {
    await between()
    const before = performance.now()
    await act()
    taken.push(performance.now() - before)
  }
  const median = taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)]
  const notes = `median ${(median * scale).toFixed(2)} ${unit}`
  return { count: taken.length, seconds: taken.reduce((sum, one) => sum + one, 0) / 1000, notes }
}

async function inWorld(driver, use) {
  const world = await driver.openWorld(options)
  try {
    return await use(world)
  } finally {
    await world[Symbol.asyncDispose]()
  }
}

// Ends only the guests of this process.
async function endOwn() {
  for (const { pid } of (await vmStatus()).running) {
    const [, parent] = /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? []
    if (Number(parent) !== process.pid) continue
    process.kill(pid, 'SIGKILL')
    while ((await vmStatus()).running.some((guest) => guest.pid === pid)) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

function casesOf(line, driver) {
  const first = async (world) => (await world.process('A')).open('f', readOnly)
  return [
    {
      name: `vm:${line} warm start to the first reply`,
      unit: 'starts',
      run: (seconds) => repeat(seconds, () => inWorld(driver, first), 1, 'ms', endOwn),
    },
    {
      name: `vm:${line} world in a running guest`,
      unit: 'worlds',
      run: (seconds) => repeat(seconds, () => inWorld(driver, first), 1, 'ms'),
    },
    {
      name: `vm:${line} call`,
      unit: 'calls',
      run: (seconds) =>
        inWorld(driver, async (world) => {
          const process = await world.process('A')
          const fd = await process.open('f', readOnly)
          return repeat(seconds, () => process.fcntl(fd, getLease), 1, 'ms')
        }),
    },
  ]
}

async function testManual() {
  await endOwn()
  const start = performance.now()
  const words = [
    'dist/tools/cli/main.js',
    'test',
    ...manual.flatMap((l) => ['--target', `vm:${l}`]),
  ]
  const cwd = new URL('..', import.meta.url)
  const { stdout, stderr } = await run(process.execPath, words, { cwd }).catch((error) => error)
  const seconds = (performance.now() - start) / 1000
  const notes = `${seconds.toFixed(1)} s, ${/\d+ examples.*/.exec(stdout + stderr)?.[0] ?? 'no result'}`
  return { count: 1, seconds, notes }
}

const found = []
const usable = []
for (const line of lines) {
  const driver = openDriver({ kernel: line })
  const target = await driver.probe()
  if (target.available) usable.push(line)
  if (target.available) found.push(...casesOf(line, driver))
  else console.log(`vm:${line}: skipped: ${target.reason}; ${target.remedy}`)
}
const whole = { name: 'manual on vm:6.1 and vm:6.12', unit: 'manuals', rounds: 1, run: testManual }
if (manual.every((line) => usable.includes(line))) found.push(whole)
else console.log(`${whole.name}: skipped: both guests are needed`)

/** Cases, if guests are prepared. */
export const cases = found
