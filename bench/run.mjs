// Runs each `*.bench.mjs` of this folder, and prints the median of five runs of each case. A case
// exports `name`, the `unit` that it counts, and `run(seconds)`, which works that long and returns
// `{count, seconds, notes?}`; a file can export several as `cases`. A slow case sets a number of
// `rounds`; with one round there is no warm-up. A file that measures whole programs exports
// `report`, which prints its results. Arguments select files by part of their name. The second
// figure is based on the processor time of this process, including garbage collection: compare that
// one if other programs are running.
import { readdirSync } from 'node:fs'

const usualRounds = 5
const seconds = Number(process.env['BENCH_SECONDS'] ?? 1)
const wanted = process.argv.slice(2)
const files = readdirSync(new URL('.', import.meta.url))
  .filter((file) => file.endsWith('.bench.mjs'))
  .filter((file) => wanted.length === 0 || wanted.some((part) => file.includes(part)))
  .sort()

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]
}

async function measure(bench) {
  const rounds = bench.rounds ?? usualRounds
  // Warm up until the code is compiled; half of this was not enough for the first case.
  if (rounds > 1) await bench.run(seconds * 2)
  const rates = []
  const pure = []
  let notes = ''
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage()
    const result = await bench.run(seconds)
    const { user, system } = process.cpuUsage(before)
    rates.push(result.count / result.seconds)
    pure.push(result.count / ((user + system) / 1e6))
    notes = result.notes ?? notes
  }
  const [rate, own] = [rates, pure].map((each) => Math.round(median(each)).toLocaleString('en'))
  const spread = Math.round((Math.max(...rates) / Math.min(...rates) - 1) * 100)
  const note = notes === '' ? '' : `; ${notes}`
  const about = `median of ${rounds}, spread ${spread} %`
  console.log(`${bench.name}: ${rate} ${bench.unit}/s, ${own} by processor time (${about}${note})`)
}

for (const file of files) {
  const module = await import(new URL(file, import.meta.url))
  if (module.report) await module.report()
  else for (const bench of module.cases ?? [module]) await measure(bench)
}
