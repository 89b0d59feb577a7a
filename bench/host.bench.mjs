// Speed of this machine's kernel through the driver: a call, a process, a world. The note is the
// median, in a unit of its own. The first case is a lower bound for a call: a line of text to `cat`
// and back, which wakes two processes, while a call wakes four.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openDriver } from '../dist/tools/driver/host/index.js'

const [getLease, readOnly] = [1025, 0]
const driver = openDriver()
const options = { files: [{ name: 'f', size: 4096 }] }

async function repeat(seconds, act, scale, unit) {
  const taken = []
  const start = performance.now()
  const end = start + seconds * 1000
  while (performance.now() < end) {
    const before = performance.now()
    await act()
    taken.push(performance.now() - before)
  }
  const median = taken.toSorted((a, b) => a - b)[Math.floor(taken.length / 2)]
  const notes = `median ${(median * scale).toFixed(1)} ${unit}`
  return { count: taken.length, seconds: (performance.now() - start) / 1000, notes }
}

async function inWorld(use) {
  const world = await driver.openWorld(options)
  try {
    return await use(world)
  } finally {
    await world[Symbol.asyncDispose]()
  }
}

const target = await driver.probe()
if (!target.available) console.log(`host: skipped: ${target.reason}`)

async function echo(seconds) {
  const cat = spawn('cat', { stdio: ['pipe', 'pipe', 'inherit'] })
  const exchange = () => {
    cat.stdin.write('hello\n', 'latin1')
    return once(cat.stdout, 'data')
  }
  const result = await repeat(seconds, exchange, 1000, 'us')
  cat.stdin.end()
  await once(cat, 'close')
  return result
}

const all = [
  { name: 'host floor, a line through `cat`', unit: 'lines', run: echo },
  {
    name: 'host call',
    unit: 'calls',
    run: (seconds) =>
      inWorld(async (world) => {
        const process = await world.process('A')
        const fd = await process.open('f', readOnly)
        return repeat(seconds, () => process.fcntl(fd, getLease), 1000, 'us')
      }),
  },
  {
    name: 'host spawn',
    unit: 'processes',
    run: (seconds) =>
      inWorld((world) => {
        let next = 0
        return repeat(seconds, () => world.process(`p${next++}`), 1, 'ms')
      }),
  },
  {
    name: 'host world',
    unit: 'worlds',
    run: (seconds) => repeat(seconds, () => inWorld((world) => world.process('A')), 1, 'ms'),
  },
]

/** Cases, if this machine supports them. */
export const cases = target.available ? all : []
