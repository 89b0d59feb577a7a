import { VFile } from 'vfile'
import { expect, test } from 'vitest'
import { checkRecords } from '../../tools/evidence/check-records.ts'
import {
  checkEvidence,
  checkNames,
  type ExampleEvidence,
  runnableNames,
} from '../../tools/evidence/index.ts'
import type { Target } from '../../tools/outcome/index.ts'
import type { Page } from '../../tools/page/index.ts'
import { targets } from '../page/targets.ts'
import { readPage } from '../read-page.ts'

const first = targets[0]?.name ?? ''
const last = targets.at(-1)?.name ?? ''

function pageWith(labels: string, code: string, known = targets): Page {
  const fence = `\`\`\`ts name=it${labels}\n${code}\n\`\`\``
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\n${fence}\n`
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets: known })
  if (page === undefined) throw new Error('no page')
  expect(page.file.messages.map(String)).toEqual([])
  return page
}

const code = `await a() //=> 0 | ${last}: EPERM\nawait b() //=> ok`

/** List the messages on a page with these recorded outcomes. */
function refusals(
  runs: Readonly<Record<string, readonly string[]>>,
  {
    labels = '',
    more = {},
    text = code,
  }: { labels?: string; more?: Partial<ExampleEvidence>; text?: string } = {},
): string[] {
  const page = pageWith(labels, text)
  const about = { release: '1', fs: 'any', date: '2026-11-22' }
  const recorded = Object.entries(runs).map(([name, outcomes]) => [name, { outcomes, ...about }])
  const it = { hash: page.examples[0]?.hash ?? '', runs: Object.fromEntries(recorded), ...more }
  checkRecords(page, { page: 'x.7', examples: { it } }, targets)
  expect(
    page.file.messages.every(({ fatal, ruleId }) => fatal && ruleId === 'evidence-refused'),
  ).toBe(true)
  return page.file.messages.map(({ line, column, reason }) => `${line}:${column}: ${reason}`)
}

test('`checkEvidence` accepts the outcomes that the page states', () => {
  expect(refusals({ [first]: ['0', '7'], [last]: ['EPERM', 'ok'] })).toEqual([])
})

test('`checkEvidence` refuses an outcome that the page does not state for its target', () => {
  expect(refusals({ [first]: ['EPERM', 'EIO'], [last]: ['0', 'ok'] })).toEqual([
    `10:11: Unexpected recorded outcome \`EPERM\` on ${first}, expected \`0\``,
    `11:11: Unexpected recorded outcome \`EIO\` on ${first}, expected \`ok\``,
    `10:11: Unexpected recorded outcome \`0\` on ${last}, expected \`EPERM\``,
  ])
})

test('`checkEvidence` refuses a list of outcomes that is empty, short, long or in another order', () => {
  expect(refusals({ [first]: [] })).toEqual([
    `10:11: Missing recorded outcome on ${first}, expected \`0\``,
    `11:11: Missing recorded outcome on ${first}, expected \`ok\``,
  ])
  expect(refusals({ [first]: ['0'] })).toEqual([
    `11:11: Missing recorded outcome on ${first}, expected \`ok\``,
  ])
  expect(refusals({ [first]: ['0', 'ok', '1', '2'] })).toEqual([
    `9:1: Unexpected recorded outcome \`1\`, \`2\` on ${first}, expected 2 outcomes`,
  ])
  expect(refusals({ [last]: ['ok', 'EPERM'] })).toHaveLength(2)
})

test('`checkEvidence` refuses a failure for which the page has no claim', () => {
  const text = `await a() //=> ${last}: EPERM`
  expect(refusals({ [first]: ['ok'] }, { text })).toEqual([])
  expect(refusals({ [first]: ['EIO'] }, { text })).toEqual([
    `10:11: Unexpected recorded outcome \`EIO\` on ${first}, expected success`,
  ])
})

test('`checkEvidence` refuses unknown targets, and those that an example leaves out', () => {
  expect(refusals({ nowhere: ['0', 'ok'] })[0]).toMatch(
    /^9:1: Unexpected evidence of example `it` on `nowhere`, expected `/,
  )
  expect(refusals({ __proto__x: ['0', 'ok'] })).toHaveLength(1)
  const labels = ` targets=${first}`
  const text = 'await a() //=> 0'
  expect(refusals({ [first]: ['0'], [last]: ['0'] }, { labels, text })).toEqual([
    `9:1: Unexpected evidence of example \`it\` on \`${last}\`, expected \`${first}\``,
  ])
})

test('`checkRecords` judges an outcome by the release that ran, even if the target has another', () => {
  const target = { name: 'host', module: '', options: {} }
  const now = { ...target, selectors: ['linux', 'linux-6.18'] }
  const judge = (release: string, outcome: string): number => {
    const page = pageWith('', 'await a() //=> 0 | linux-6.1: EPERM | linux-6.18: EIO', [
      now,
      { ...target, name: 'old', selectors: ['linux', 'linux-6.1'] },
    ])
    const runs = { host: { outcomes: [outcome], release, fs: 'any', date: '2026-11-22' } }
    const it = { hash: page.examples[0]?.hash ?? '', runs }
    checkRecords(page, { page: 'x.7', examples: { it } }, [now])
    return page.file.messages.length
  }
  expect([judge('6.18.44', 'EIO'), judge('6.18.44', 'EPERM'), judge('6.18', '0')]).toEqual([
    0, 1, 1,
  ])
  expect([judge('6.1.9', 'EPERM'), judge('6.1.9', '0'), judge('6.1.9', 'ENOENT')]).toEqual([
    0, 0, 1,
  ])
})

/** Messages on a run that says of itself what is given. */
function aboutRun(about: { release?: string; fs?: string }, declared: Partial<Target>): string[] {
  const page = pageWith('', 'await a() //=> 0')
  const run = { outcomes: ['0'], release: '6.12.3', fs: 'ext4', date: '2026-11-22', ...about }
  const it = { hash: page.examples[0]?.hash ?? '', runs: { [first]: run } }
  const [target] = targets
  checkRecords(page, { page: 'x.7', examples: { it } }, target ? [{ ...target, ...declared }] : [])
  return page.file.messages.map(({ line, column, reason }) => `${line}:${column}: ${reason}`)
}

test('`checkEvidence` refuses a release that is not one of its target', () => {
  const refusal = (release: string, expected: string): string[] => [
    `9:1: Unexpected recorded release \`${release}\` on ${first}, expected \`${expected}\``,
  ]
  expect(aboutRun({}, {})).toEqual([])
  expect(aboutRun({}, { release: '6.12.3' })).toEqual([])
  expect(aboutRun({}, { release: '6.12' })).toEqual(refusal('6.12.3', '6.12'))
  expect(aboutRun({}, { release: '6.12.*' })).toEqual([])
  expect(aboutRun({}, { release: '6.1.*' })).toEqual(refusal('6.12.3', '6.1.*'))
  expect(aboutRun({ release: '' }, { release: '6.1.*' })).toEqual(refusal('', '6.1.*'))
})

test('`checkEvidence` refuses a filesystem that its target does not have', () => {
  const fs = ['ext4-dax', 'xfs-dax', 'xfs']
  expect(aboutRun({ fs: 'foofs' }, {})).toEqual([])
  expect(aboutRun({ fs: 'none' }, { fs })).toEqual([])
  expect(aboutRun({ fs: 'ext4-dax, xfs-dax' }, { fs })).toEqual([])
  expect(aboutRun({ fs: 'ext4-dax, ext4-dx' }, { fs })).toEqual([
    `9:1: Unexpected recorded filesystem \`ext4-dx\` on ${first}, expected \`ext4-dax\``,
  ])
  expect(aboutRun({ fs: '' }, { fs })).toEqual([
    `9:1: Unexpected recorded filesystem \`\` on ${first}, expected \`ext4-dax\`, \`xfs-dax\`, \`xfs\` or \`none\``,
  ])
})

test('`checkEvidence` refuses a chart of a run that is not recorded', () => {
  const chart = { target: last, input: [], output: [] }
  expect(refusals({ [last]: ['EPERM', 'ok'] }, { more: { chart } })).toEqual([])
  expect(refusals({ [first]: ['0', 'ok'] }, { more: { chart } })).toEqual([
    `9:1: Unexpected chart of example \`it\` on \`${last}\`, expected \`${first}\``,
  ])
})

test('`checkEvidence` ignores stale outcomes, which are not printed', () => {
  expect(refusals({ [first]: ['EIO', 'EIO'] }, { more: { hash: 'old' } })).toEqual([])
})

test('`checkEvidence` reports an example without runs as one without evidence', () => {
  const page = pageWith('', code)
  const it = { hash: page.examples[0]?.hash ?? '', runs: {} }
  checkEvidence(page, { page: 'x.7', examples: { it } }, { targets })
  expect(page.file.messages.map(({ ruleId }) => ruleId)).toEqual(['evidence-missing'])
})

test('`checkNames` refuses what is recorded of examples that the page does not have or run', () => {
  const page = pageWith('', code)
  const other = { hash: '', runs: {} }
  const evidence = { page: 'x.7', examples: { it: other, its: other, constructor: other } }
  const value = JSON.stringify(evidence, null, 2)
  const said = (names: readonly string[]): string[] => {
    const file = new VFile({ path: 'x.7.json', value })
    checkNames(file, evidence, names)
    return file.messages.map(({ line, column, reason }) => `${line}:${column}: ${reason}`)
  }
  const unlike = 'Unexpected evidence of example `constructor`, expected one that the page runs'
  expect(said(runnableNames(page))).toEqual([
    '8:5: Unexpected evidence of example `its`, expected `it`',
    `12:5: ${unlike}`,
  ])
  expect(said(['its', 'constructor', 'it'])).toEqual([])
  expect(runnableNames(pageWith(' norun="no"', 'a()'))).toEqual([])
})
