import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { nearestTwin } from '../../tools/driver/targets/index.ts'
import { type Evidence, readEvidence } from '../../tools/evidence/index.ts'

// Recorded outcomes of the examples on simulated and real kernels. `manproof test` compares the
// record with every run.

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

test.each(twins)('`%s` and `%s` agree on every example', (simulated, real) => {
  const pairs = pages.flatMap((page) => pairsOf(page, simulated, real))
  // A guest is always a twin, the host only with that kernel.
  if (real !== 'host') expect(pairs.length).toBeGreaterThan(40)
  const different = pairs.filter((pair) => String(pair.real) !== String(pair.simulated))
  expect(different).toEqual([])
})

test('real kernels ran the examples of their twins, but for these', () => {
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
