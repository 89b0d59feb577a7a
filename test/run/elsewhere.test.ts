import { expect, test } from 'vitest'
import { simTarget } from '../../tools/driver/targets/index.ts'
import { recordEvidence } from '../../tools/run/index.ts'
import { examplePage, runPage, statuses } from './run-page.ts'

const targets = (['rfc-v1', 'linux-6.12', 'linux-6.18'] as const).map((name) => simTarget(name))

const ownWorlds = (...profiles: string[]): string =>
  [
    "import { openWorld } from 'manproof/sim'",
    ...profiles.map((profile) => `await (await openWorld({ profile: '${profile}' })).process('A')`),
  ].join('\n')

test('an example that opens a profile itself runs on that target only', async () => {
  const run = await runPage(examplePage(ownWorlds('linux-6.18')), targets)
  const elsewhere = 'elsewhere: the example opens a world of sim:linux-6.18 itself'
  expect(statuses(run)).toEqual([
    `it on sim:rfc-v1: skipped (${elsewhere})`,
    `it on sim:linux-6.12: skipped (${elsewhere})`,
    'it on sim:linux-6.18: passed',
  ])
  const stale = { outcomes: [], release: '6.12', fs: 'any', date: '2026-11-22' }
  const [example] = run.page.examples
  const before = {
    page: 'page.7',
    examples: { it: { hash: example?.hash ?? '', runs: { 'sim:linux-6.12': stale } } },
  }
  const { examples } = recordEvidence(run.page, before, run.results, { date: '2026-11-29' })
  expect(examples['it']?.runs).toEqual({
    'sim:linux-6.18': { outcomes: [], release: '6.18', fs: 'ext4-dax', date: '2026-11-29' },
  })
})

test('an example that opens two profiles runs on both', async () => {
  const run = await runPage(examplePage(ownWorlds('linux-6.18', 'rfc-v1')), targets)
  expect(run.results.map(({ status }) => status)).toEqual(['passed', 'skipped', 'passed'])
})

test('an example that opens no world has no filesystem', async () => {
  const run = await runPage(examplePage('1 + 1 //=> 2'), targets)
  expect(run.results.map(({ status, fs }) => [status, fs])).toEqual(
    targets.map(() => ['passed', 'none']),
  )
})
