import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type FileSystem, openTarget, UnsupportedError } from '../../tools/driver/index.ts'
import { nearestTwin } from '../../tools/driver/targets/index.ts'
import { type Found, type Lane, runBatch } from './lane.ts'
import { pageOf, rowsOf, tableOf } from './page.ts'
import { help, readOptions, type SoakOptions, twins } from './soak-options.ts'

// The build is dist/test/twins/soak.js.
const root = new URL('../../../', import.meta.url)
const page = new URL('docs/internals/reports/twins.md', root)
const stop = new AbortController()

async function openLanes({ targets, fs }: SoakOptions): Promise<readonly Lane[]> {
  const lanes: Lane[] = []
  for (const target of targets) {
    const driver = await openTarget(target).catch((error: unknown) => {
      if (error instanceof UnsupportedError) return error.message
      throw error
    })
    if (typeof driver === 'string') {
      console.error(`${target}: skipped; ${driver}`)
      continue
    }
    const info = await driver.probe()
    if (!info.available) continue
    const has = new Set<string>(info.capabilities)
    const needs = { longpin: ['pin_user_pages'], rdma: ['ibv_reg_mr'] }
    const lacks = Object.entries(needs).flatMap(([word, calls]) => (has.has(word) ? [] : calls))
    for (const each of twins[target] ?? []) {
      const isAsked = fs.length === 0 || each === 'any' || fs.includes(each)
      if (!isAsked || (each !== 'any' && !info.fs.includes(each as FileSystem))) continue
      lanes.push({
        target,
        fs: each as FileSystem,
        driver,
        profile: `linux-${nearestTwin(info.release)}`,
        release: info.release,
        lacks,
        programs: 0,
        calls: 0,
        seconds: 0,
        explained: new Map(),
        unstable: 0,
        found: 0,
      })
    }
  }
  return lanes
}

function save({ target, fs }: Lane, seed: number, { difference, played }: Found): string {
  const folder = new URL('test/twins/traces/found/', root)
  mkdirSync(folder, { recursive: true })
  const name = `${target.replace(/\W/g, '-')}-${fs}-${seed}`
  const lines = (values: readonly unknown[]): string =>
    values.map((value) => `${JSON.stringify(value)}\n`).join('')
  writeFileSync(new URL(`${name}.jsonl`, folder), lines(played.input))
  writeFileSync(new URL(`${name}.output.jsonl`, folder), lines(played.output))
  console.error(`\n${target} ${fs}, seed ${seed}: ${JSON.stringify(difference, null, 2)}`)
  return fileURLToPath(new URL(`${name}.jsonl`, folder))
}

function counts(lanes: readonly Lane[]): string {
  return lanes.map(({ target, fs, programs }) => `${target} ${fs} ${programs}`).join(', ')
}

/** Run batches of lanes in turn, at least one each, until time is up or all have enough. */
async function runLanes(
  lanes: readonly Lane[],
  { seed: first, programs }: SoakOptions,
  isOver: () => boolean,
): Promise<void> {
  for (let seed = first; seed === first || !isOver(); seed += 1) {
    const open = lanes.filter((lane) => lane.programs < programs)
    if (open.length === 0) break
    for (const lane of open) {
      if (stop.signal.aborted || (seed > first && isOver())) break
      const difference = await runBatch(lane, seed).catch((error: Error) => {
        // The guest might have been stopped; a program that crashes it will do so again.
        console.error(`${lane.target} ${lane.fs}, seed ${seed}, again: ${error.message}`)
        return runBatch(lane, seed)
      })
      if (difference !== undefined) console.error(`saved ${save(lane, seed, difference)}`)
    }
  }
}

async function soak(options: SoakOptions): Promise<number> {
  const lanes = await openLanes(options)
  const end = performance.now() + options.minutes * 60_000
  const isOver = (): boolean => stop.signal.aborted || performance.now() > end
  console.log(`seed ${options.seed}`)
  // This kernel and one guest at a time keep two processors busy.
  const groups = [true, false].map((here) =>
    lanes.filter((lane) => (lane.target === 'host') === here),
  )
  const looks = setInterval(() => console.error(counts(lanes)), 60_000)
  await Promise.all(groups.map((group) => runLanes(group, options, isOver)))
  clearInterval(looks)
  const rows = rowsOf(lanes, { seed: options.seed, date: new Date().toISOString().slice(0, 10) })
  console.log(`\n${tableOf(rows)}`)
  if (options.record) writeFileSync(page, pageOf(rows, readFileSync(page, 'utf8')))
  return lanes.some(({ found }) => found > 0) ? 1 : 0
}

const options = readOptions(process.argv.slice(2))
if (options === 'help') console.log(help)
else if (options instanceof Error) {
  console.error(`${options.message}\n\n${help}`)
  process.exitCode = 2
} else {
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop.abort())
  process.exitCode = await soak(options)
}
