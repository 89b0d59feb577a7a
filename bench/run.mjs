// Runs every `*.bench.mjs` of this folder, and prints the median of five runs of each.
// A case exports `name`, what `unit` it counts, and `run(seconds)`, which works that long and
// returns `{count, seconds, notes?}`; a file may export several as `cases`. One that takes minutes
// says how many `rounds` are enough, and is not warmed up for one alone. A file that measures whole
// programs exports `report`, and prints what it found. Arguments choose files
// by a part of their name. The second figure is by the processor time of this process, garbage
// collection included: it is the one to compare where other programs run beside.
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
  // Until the code is compiled: with half of this, the first case of a process measured the compiler.
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
