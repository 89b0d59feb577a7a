// Runs every `*.bench.mjs` of this folder, and prints the median of five runs of each.
// A case exports `name`, what `unit` it counts, and `run(seconds)`, which works that long and
// returns `{count, seconds, notes?}`. Arguments choose cases by a part of their file name.
import { readdirSync } from 'node:fs'

const rounds = 5
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
  await bench.run(seconds / 2)
  const rates = []
  let notes = ''
  for (let round = 0; round < rounds; round += 1) {
    const result = await bench.run(seconds)
    rates.push(result.count / result.seconds)
    notes = result.notes ?? notes
  }
  const rate = Math.round(median(rates)).toLocaleString('en')
  const spread = Math.round((Math.max(...rates) / Math.min(...rates) - 1) * 100)
  const note = notes === '' ? '' : `; ${notes}`
  console.log(
    `${bench.name}: ${rate} ${bench.unit}/s (median of ${rounds}, spread ${spread} %${note})`,
  )
}

for (const file of files) {
  const module = await import(new URL(file, import.meta.url))
  for (const bench of module.cases ?? [module]) await measure(bench)
}
