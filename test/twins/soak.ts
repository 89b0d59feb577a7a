import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type FileSystem, openTarget } from '../../tools/driver/index.ts'
import { explained } from './differences.ts'
import { type Found, type Lane, runBatch } from './lane.ts'
import { help, readOptions, type SoakOptions, twinOf, twins } from './soak-options.ts'

// Built, this is dist/test/twins/soak.js.
const root = new URL('../../../', import.meta.url)
const stop = new AbortController()

async function openLanes({ targets, fs }: SoakOptions): Promise<readonly Lane[]> {
  const lanes: Lane[] = []
  for (const target of targets) {
    const driver = await openTarget(target)
    const info = await driver.probe()
    if (!info.available) {
      console.error(`${target}: skipped, ${info.reason}; ${info.remedy}`)
      continue
    }
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
        profile: twinOf(info.release),
        release: info.release,
        lacks,
        programs: 0,
        calls: 0,
        seconds: 0,
        explained: new Map(),
        unstable: 0,
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

function row(lane: Lane): string {
  const known = [...lane.explained].map(([id, count]) => `${id} ${count}`).join(', ') || 'none'
  const { target, release, fs, profile, programs, calls, seconds, unstable } = lane
  const numbers = [programs, calls, seconds.toFixed(0), known, unstable]
  return `| ${[target, release, fs, `sim:${profile}`, ...numbers].join(' | ')} |`
}

const head =
  '| target | kernel | fs | twin | programs | calls | seconds | explained | not repeated |'

function page(lanes: readonly Lane[], seed: number): string {
  const list = explained.map(({ id, source, row: at, why }) => `- \`${id}\` (${source}; row ${at}): ${why}.\n`) // biome-ignore format: one line
  return `# Random twins

Written by \`npm run soak -- --record\`: random programs on a real kernel and on its simulated twin.
No difference was left unexplained.

Date: ${new Date().toISOString().slice(0, 10)}; first seed ${seed}.

${head}
|${' --- |'.repeat(9)}
${lanes.map((lane) => `${row(lane)}\n`).join('')}
"Not repeated": programs whose difference did not come again in a world of their own.

## Explained differences

${list.join('')}`
}

async function soak(options: SoakOptions): Promise<number> {
  const lanes = await openLanes(options)
  const end = performance.now() + options.minutes * 60_000
  const isOver = (): boolean => stop.signal.aborted || performance.now() > end
  let status = 0
  console.log(`seed ${options.seed}`)
  for (let seed = options.seed; !isOver(); seed += 1) {
    const open = lanes.filter(({ programs }) => programs < options.programs)
    if (open.length === 0) break
    for (const lane of open) {
      if (isOver()) break
      const found = await runBatch(lane, seed)
      if (found !== undefined) {
        status = 1
        console.error(`saved ${save(lane, seed, found)}`)
      }
      if (process.stderr.isTTY) process.stderr.write(`\r\u001b[Kseed ${seed}: ${counts(lanes)}`)
    }
  }
  console.log(`\n${head}\n${lanes.map(row).join('\n')}`)
  if (options.record && status === 0) {
    writeFileSync(new URL('docs/internals/twins.md', root), page(lanes, options.seed))
  }
  return status
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
