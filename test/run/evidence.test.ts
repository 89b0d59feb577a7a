import { expect, test } from 'vitest'
import { checkEvidence, type Evidence, formatEvidence } from '../../tools/evidence/index.ts'
import { formatMessages } from '../../tools/message/index.ts'
import { compareEvidence, recordEvidence } from '../../tools/run/index.ts'
import { examplePage, fakeTarget, type PageRun, readPage, runPage } from './run-page.ts'

const open = "import { openWorld } from 'manproof'\nawait using world = await openWorld()\n"
const code = [
  'const fd = await world.answer()     //=> ok',
  "await world.fail('EINVAL')          //=> EINVAL",
  'await world.signal(\'SIGIO\')         //=> {"signal": "SIGIO"}',
  'await world.block()                 //=> after T: ok',
].join('\n')
const markdown = examplePage(open + code)
const one = fakeTarget('one', { answer: 3 })
const two = fakeTarget('two', { answer: 4, fs: ['xfs', 'ext4'] })

function record(run: PageRun, previous: Evidence | undefined, date: string): Evidence {
  return recordEvidence(run.page, previous, run.results, { date })
}

test('evidence records what the page states, and not a descriptor or an unstated member', async () => {
  const run = await runPage(markdown, [one, two])
  const evidence = record(run, undefined, '2026-11-22')
  const outcomes = ['ok', 'EINVAL', '{"signal": "SIGIO"}', 'after T: ok']
  const date = '2026-11-22'
  expect(evidence).toEqual({
    page: 'page.7',
    examples: {
      it: {
        hash: run.page.examples[0]?.hash,
        runs: {
          one: { outcomes, release: 'one-1.0', fs: 'ext4', date },
          two: { outcomes, release: 'two-1.0', fs: 'xfs', date },
        },
      },
    },
  })
})

test('recording the same outcomes again changes no byte', async () => {
  const first = record(await runPage(markdown, [one, two]), undefined, '2026-11-22')
  const again = record(await runPage(markdown, [two, one]), first, '2027-01-01')
  expect(formatEvidence(again)).toBe(formatEvidence(first))
})

test('a record of a release or a filesystem that its target does not have goes', async () => {
  const run = await runPage(markdown, [one])
  const first = record(run, undefined, '2026-11-22')
  const again = (declared: object): string[] => {
    const targets = [{ ...one, ...declared }]
    const options = { date: '2027-01-01', targets }
    const { examples } = recordEvidence(run.page, first, run.results, options)
    return Object.values(examples['it']?.runs ?? {}).map(({ date }) => date)
  }
  expect(again({ release: 'one-*', fs: ['ext4'] })).toEqual(['2026-11-22'])
  expect(again({ release: 'two-*' })).toEqual(['2027-01-01'])
  expect(again({ fs: ['xfs'] })).toEqual(['2027-01-01'])
})

test('a target that did not run keeps its record, until the example changes', async () => {
  const first = record(await runPage(markdown, [one, two]), undefined, '2026-11-22')
  const absent = fakeTarget('two', { available: false })
  const kept = record(await runPage(markdown, [one, absent]), first, '2027-01-01')
  expect(kept).toEqual(first)
  const changed = await runPage(examplePage(`${open}// other\n${code}`), [one, absent])
  expect(Object.keys(record(changed, first, '2027-01-01').examples['it']?.runs ?? {})).toEqual([
    'one',
  ])
})

const line = { id: 1, process: 'A', call: 'open', args: ['f', 0] }
const slept = { input: [line], output: [{ id: 1, blocked: true, at: 0 }] }
const awake = { input: [line], output: [{ id: 1, result: 3, at: 0 }] }

async function chartOf(targets: readonly ReturnType<typeof fakeTarget>[], previous?: Evidence) {
  return record(await runPage(markdown, targets), previous, '2026-11-22').examples['it']?.chart
}

test('the first target on which a call blocked is kept for the chart', async () => {
  const first = fakeTarget('one', { answer: 3, trace: awake })
  const second = fakeTarget('two', { answer: 3, trace: slept })
  const third = fakeTarget('three', { answer: 3, trace: slept })
  expect(await chartOf([first, second, third])).toEqual({ target: 'two', ...slept })
  expect(await chartOf([one, first])).toBeUndefined()
})

test('neither a real kernel nor a long trace is drawn', async () => {
  const real = fakeTarget('one', { answer: 3, trace: slept }, ['real'])
  const input = Array.from({ length: 41 }, () => line)
  expect(await chartOf([real])).toBeUndefined()
  expect(await chartOf([fakeTarget('one', { answer: 3, trace: { ...slept, input } })])).toBe(
    undefined,
  )
})

test('a chart stays until its target behaves differently or the example changes', async () => {
  const first = fakeTarget('one', { answer: 3, trace: slept })
  const second = fakeTarget('two', { answer: 3, trace: slept })
  const recorded = record(await runPage(markdown, [second]), undefined, '2026-11-22')
  expect(await chartOf([first], recorded)).toEqual({ target: 'two', ...slept })
  expect(await chartOf([first, second], recorded)).toEqual({ target: 'two', ...slept })
  const still = fakeTarget('two', { answer: 3, trace: awake })
  expect(await chartOf([first, still], recorded)).toEqual({ target: 'one', ...slept })
  const other = await runPage(examplePage(`${open}// other\n${code}`), [first])
  expect(record(other, recorded, '2026-11-22').examples['it']?.chart?.target).toBe('one')
})

test('a driver with another kind of `trace` does no harm', async () => {
  const target = fakeTarget('one', { answer: 3, trace: 'none' })
  const { summary, results } = await runPage(markdown, [target])
  expect([summary.failed, results[0]?.traces]).toEqual([0, []])
})

test('the caller names the lines of a chart', async () => {
  const run = await runPage(markdown, [fakeTarget('one', { answer: 3, trace: slept })])
  const nameLine = (given: object) => ({ ...given, named: true })
  const evidence = recordEvidence(run.page, undefined, run.results, { date: 'd', nameLine })
  expect(evidence.examples['it']?.chart?.input).toEqual([{ ...line, named: true }])
})

test('a failed run is not recorded', async () => {
  const first = record(await runPage(markdown, [one]), undefined, '2026-11-22')
  const run = await runPage(examplePage(`${open}await world.answer() //=> 1`), [one, two])
  expect(run.summary.failed).toBe(2)
  expect(record(run, first, '2027-01-01').examples).toEqual({})
})

test('`compareEvidence` reports what is missing, stale or different', async () => {
  const run = await runPage(markdown, [one, two])
  const full = record(run, undefined, '2026-11-22')
  const messagesWith = (evidence: Evidence | undefined): string => {
    const { file, page } = readPage(markdown, [one, two])
    checkEvidence(page, evidence, { targets: [one, two] })
    if (evidence) compareEvidence(page, evidence, run.results)
    return formatMessages([file])
  }
  const recorded = full.examples['it']
  const { one: runOnOne } = recorded?.runs ?? {}
  if (!recorded || !runOnOne) throw new Error('Unexpected evidence, expected a run on `one`')
  const outcomes = ['ok', 'EAGAIN', ...runOnOne.outcomes.slice(2)]
  const different = { ...recorded, runs: { one: { ...runOnOne, outcomes } } }
  expect(messagesWith(full)).toBe('')
  expect(messagesWith(undefined)).toMatchInlineSnapshot(`
    "docs/page.7.md:9:1: error: Cannot find evidence of \`page.7\`: nothing is recorded [evidence-missing]
      record it with \`manproof test --record\`
    "
  `)
  expect(
    messagesWith({ page: 'page.7', examples: { it: { ...recorded, hash: '0' } } }),
  ).toMatchInlineSnapshot(`
    "docs/page.7.md:9:1: error: Unexpected evidence of an earlier version of example \`it\`, expected the present one [evidence-stale]
      record it with \`manproof test --record\`; if its file was edited, restore or delete that first
    "
  `)
  expect(messagesWith({ page: 'page.7', examples: { it: different } })).toMatchInlineSnapshot(`
    "docs/page.7.md:9:1: error: Cannot find evidence of example \`it\` on two: it ran but is not recorded [evidence-missing]
      record it with \`manproof test --record\`; if its file was edited, restore or delete that first
    docs/page.7.md:13:37: error: Unexpected recorded outcome \`EAGAIN\` on one, expected \`EINVAL\` [evidence-refused]
      record it with \`manproof test --record\`; if its file was edited, restore or delete that first
    docs/page.7.md:13:37: error: Unexpected outcome \`EINVAL\` on one, expected \`EAGAIN\` as recorded on 2026-11-22 [evidence-different]
      record it with \`manproof test --record\`; if its file was edited, restore or delete that first
    "
  `)
})

test('targets that differ from the evidence in the same way share a message', async () => {
  const recorded = record(await runPage(markdown, [one, two]), undefined, '2026-11-22')
  const evidence = structuredClone(recorded) as Mutable<Evidence>
  for (const run of Object.values(evidence.examples['it']?.runs ?? {})) run.outcomes[1] = 'EAGAIN'
  const three = fakeTarget('three', { answer: 3 })
  const four = fakeTarget('four', { answer: 3 })
  const { page, file, results } = await runPage(markdown, [one, two, three, four])
  compareEvidence(page, evidence, results)
  expect(formatMessages([file])).toMatchInlineSnapshot(`
    "docs/page.7.md:9:1: error: Cannot find evidence of example \`it\` on three, four: it ran but is not recorded [evidence-missing]
      record it with \`manproof test --record\`; if its file was edited, restore or delete that first
    docs/page.7.md:13:37: error: Unexpected outcome \`EINVAL\` on one, two, expected \`EAGAIN\` as recorded on 2026-11-22 [evidence-different]
      record it with \`manproof test --record\`; if its file was edited, restore or delete that first
    "
  `)
})

test('the outcome of another kernel is not a difference if the page states both', async () => {
  const text = examplePage(`${open}await world.answer() //=> 3 | old: 4`)
  const targets = [fakeTarget('one', { answer: 3 }), fakeTarget('before', { answer: 4 }, ['old'])]
  const run = await runPage(text, targets)
  const messagesWith = (release: string, outcome: string): string => {
    const evidence = structuredClone(record(run, undefined, '2026-11-22')) as Mutable<Evidence>
    Object.assign(evidence.examples['it']?.runs['one'] ?? {}, { release, outcomes: [outcome] })
    const { file, page } = readPage(text, targets)
    compareEvidence(page, evidence, run.results)
    return file.messages.map(({ reason }) => reason).join()
  }
  expect(messagesWith('0.9', '4')).toBe('')
  const expected = 'expected `5` as recorded on 2026-11-22'
  expect(messagesWith('0.9', '5')).toBe(`Unexpected outcome \`3\` on one, ${expected}`)
  expect(messagesWith('one-1.0', '4')).toMatch('expected `4`')
})

type Mutable<T> = { -readonly [Key in keyof T]: Mutable<T[Key]> }

test('another filesystem matters only if the example is about it', async () => {
  const first = await runPage(markdown, [fakeTarget('one', { answer: 3, fs: ['ext4'] })])
  const again = await runPage(markdown, [fakeTarget('one', { answer: 3, fs: ['xfs'] })])
  const before = record(first, undefined, '2026-11-22')
  expect(record(again, before, '2027-01-01')).toEqual(before)
  const dax = examplePage(`${open}await world.answer() //=> 3`, 'name=it fs=dax')
  const both = await runPage(dax, [fakeTarget('one', { answer: 3, fs: ['ext4-dax', 'xfs-dax'] })])
  const single = await runPage(dax, [fakeTarget('one', { answer: 3, fs: ['ext4-dax'] })])
  const known = record(single, undefined, '2026-11-22')
  expect(record(both, known, '2027-01-01').examples['it']?.runs['one']).toMatchObject({
    fs: 'ext4-dax, xfs-dax',
    date: '2027-01-01',
  })
})
