// Figures of the host driver, for people: `npx vite-node`, or any runner of TypeScript, runs it.
// Printed as JSON: microseconds of a call, milliseconds of all else.
import { performance } from 'node:perf_hooks'
import { openDriver } from '../../tools/driver/host/index.ts'
import { F_GETLEASE, F_RDLCK, F_SETLEASE, O_RDONLY } from '../../tools/driver/index.ts'

async function measure(times: number, act: () => Promise<unknown>): Promise<number[]> {
  const taken: number[] = []
  for (let i = 0; i < times; i++) {
    const start = performance.now()
    await act()
    taken.push(performance.now() - start)
  }
  return taken.sort((a, b) => a - b)
}

function quantile(sorted: readonly number[], part: number, scale = 1): number {
  const value = sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN
  return Math.round(value * scale * 1000) / 1000
}

const driver = openDriver()
const cold = await measure(1, () => driver.probe())
const world = await driver.openWorld({ files: [{ name: 'f', size: 4096 }] })
const holder = await world.process('holder')
const fd = await holder.open('f', O_RDONLY)
await holder.fcntl(fd, F_SETLEASE, F_RDLCK)
await measure(2000, () => holder.fcntl(fd, F_GETLEASE)) // warm up
const call = await measure(20_000, () => holder.fcntl(fd, F_GETLEASE))
let next = 0
const spawn = await measure(100, () => world.process(`p${next++}`))
const settle = await measure(200, () => world.settle())
await world[Symbol.asyncDispose]()
const whole = await measure(100, async () => {
  const fresh = await driver.openWorld({ files: [{ name: 'f', size: 4096 }] })
  const process = await fresh.process('A')
  await process.open('f', O_RDONLY)
  await fresh[Symbol.asyncDispose]()
})

console.log(
  JSON.stringify({
    probeMs: quantile(cold, 1),
    callMedianUs: quantile(call, 0.5, 1000),
    callP99Us: quantile(call, 0.99, 1000),
    spawnMedianMs: quantile(spawn, 0.5),
    spawnP99Ms: quantile(spawn, 0.99),
    settleOf100Ms: quantile(settle, 0.5),
    worldMedianMs: quantile(whole, 0.5),
    worldP99Ms: quantile(whole, 0.99),
  }),
)
