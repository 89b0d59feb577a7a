import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nearestTwin } from '../../tools/driver/targets/index.ts'
import { type Evidence, readEvidence } from '../../tools/evidence/index.ts'

// What the examples did on a simulated kernel and on the real one, as recorded. That the record is
// what the targets do today is what `manproof test` holds every run against.

const root = new URL('../../docs/evidence/', import.meta.url)
const pages = readdirSync(root)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readEvidence(read(name), name))
const twins = [
  ['sim:linux-6.1', 'vm:6.1'],
  ['sim:linux-6.12', 'vm:6.12'],
  ['sim:linux-7.2', 'vm:newest'],
  ['sim:linux-6.18', 'host'],
] as const

/**
 * Where simulated and real kernel may differ, why, and the row of docs/internals/reports/rows.md. There is
 * none, and a new one needs a `//=>` that says so in the page.
 */
const explained: Readonly<Record<string, { readonly kernel: string; readonly row: string }>> = {}

function read(name: string): string {
  return readFileSync(new URL(name, root), 'utf8')
}

interface Pair {
  /** `gup-dax.7 today on vm:6.1`. */
  readonly name: string
  readonly simulated: readonly string[]
  readonly real: readonly string[]
}

function pairsOf({ page, examples }: Evidence, simulated: string, real: string): Pair[] {
  const line = simulated.slice('sim:linux-'.length)
  return Object.entries(examples).flatMap(([example, { runs }]) => {
    const [left, right] = [runs[simulated], runs[real]]
    if (!left || !right || nearestTwin(right.release) !== line) return []
    const name = `${page} ${example} on ${real}`
    return [{ name, simulated: left.outcomes, real: right.outcomes }]
  })
}

test.each(twins)('`%s` and `%s` did the same in every example', (simulated, real) => {
  const pairs = pages.flatMap((page) => pairsOf(page, simulated, real))
  // The host is a twin where its kernel is that; a guest always is.
  if (real !== 'host') expect(pairs.length).toBeGreaterThan(40)
  const different = pairs.filter((pair) => String(pair.real) !== String(pair.simulated))
  expect(different.filter(({ name }) => explained[name] === undefined)).toEqual([])
})

test('every difference that is explained is there', () => {
  const pairs = twins.flatMap(([simulated, real]) =>
    pages.flatMap((page) => pairsOf(page, simulated, real)),
  )
  const different = pairs.filter((pair) => String(pair.real) !== String(pair.simulated))
  expect(Object.keys(explained).sort()).toEqual(different.map(({ name }) => name).sort())
})

test('a real kernel ran each example that its twin ran, or lacks what it needs', () => {
  const missing = pages.flatMap(({ page, examples }) =>
    Object.entries(examples).flatMap(([example, { runs }]) =>
      twins
        .filter(([simulated, real]) => real !== 'host' && runs[simulated] && !runs[real])
        .map(([, real]) => `${page} ${example} on ${real}`),
    ),
  )
  expect(missing).toMatchInlineSnapshot(`
    [
      "gup-dax.7 device-dax on vm:6.1",
      "gup-dax.7 device-dax on vm:6.12",
      "gup-dax.7 device-dax on vm:newest",
      "gup-dax.7 on-demand-paging on vm:6.1",
      "gup-dax.7 on-demand-paging on vm:6.12",
      "manproof-driver.3 break on vm:6.1",
      "manproof-driver.3 break on vm:6.12",
      "manproof-driver.3 break on vm:newest",
    ]
  `)
})
