import { VFile } from 'vfile'
import { expect, it } from 'vitest'
import {
  type Evidence,
  foldOutcomeTable,
  type OutcomeTable,
  outcomeTable,
  type Run,
} from '../../../tools/evidence/index.ts'
import { widthOf } from '../../../tools/message/index.ts'
import type { Target } from '../../../tools/outcome/index.ts'
import type { Page } from '../../../tools/page/index.ts'
import { compileMan } from '../../compile-man.ts'
import { readPage } from '../../read-page.ts'
import fc from '../../seeded.ts'
import { describeWith, renderGroff, renderMandoc } from '../find-tool.ts'

/** Columns available to a table, and to a word in a list. */
const [room, longest] = [71, 64]

/** Containers of an example: its first and other prefixes, and the columns that they indent. */
const containers = {
  none: ['', '', 0],
  item: ['-   ', '    ', 3],
  quote: ['> ', '> ', 4],
  both: ['> -   ', '>     ', 7],
} as const

interface Scene {
  readonly container: keyof typeof containers
  readonly targets: readonly string[]
  readonly calls: readonly string[]
  /** By target, then by call. */
  readonly outcomes: readonly (readonly string[])[]
}

const letter = fc.constantFrom(...'abcxyz0189-_./', '表', '示', 'é', 'e\u0301', 'ß')
const word = fc.string({ unit: letter, minLength: 1, maxLength: 14 })
const longWord = fc.string({ unit: letter, minLength: 40, maxLength: 160 })
const phrase = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.oneof({ weight: 9, arbitrary: word }, { weight: 1, arbitrary: longWord }), {
      minLength: 1,
      maxLength: most,
    })
    .map((words) => words.join(' '))

const outcome = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('0', 'EINVAL', 'blocks', 'after T: ETXTBSY') },
  { weight: 2, arbitrary: phrase(12).map((text) => JSON.stringify(text)) },
  { weight: 1, arbitrary: phrase(3).map((text) => `{"hex": ${JSON.stringify(text)}}`) },
)
const name = fc
  .string({ unit: fc.constantFrom(...'abcvz129.-'), minLength: 1, maxLength: 24 })
  .map((text) => `t${text}`)

/** Make scenes with up to so many targets, and words in a call. */
function sceneOf(most: { targets: number; words: number }): fc.Arbitrary<Scene> {
  return fc
    .record({
      container: fc.constantFrom<(keyof typeof containers)[]>(
        'none',
        'none',
        'item',
        'quote',
        'both',
      ),
      targets: fc.uniqueArray(name, { minLength: 1, maxLength: most.targets }),
      calls: fc.array(phrase(most.words), { minLength: 1, maxLength: 5 }),
    })
    .chain(({ container, targets, calls }) => {
      const runs = fc.array(outcome, { minLength: calls.length, maxLength: calls.length })
      return fc.record({
        container: fc.constant(container),
        targets: fc.constant(targets),
        calls: fc.constant(calls),
        outcomes: fc.array(runs, { minLength: targets.length, maxLength: targets.length }),
      })
    })
}

// Tables of many targets rarely fit, those of few often do.
const scenes = fc.oneof(
  { weight: 1, arbitrary: sceneOf({ targets: 10, words: 8 }) },
  { weight: 2, arbitrary: sceneOf({ targets: 2, words: 2 }) },
)

/** Make a page with one example, its evidence, and the expected table. */
function makePage({ container, targets: names, calls, outcomes }: Scene) {
  const [first, rest] = containers[container]
  const code = calls.map((text) => `await call(${JSON.stringify(text)}) //=> ok`)
  const fence = ['```ts name=it', ...code, '```'].map((line) => `${rest}${line}`).join('\n')
  const shown = `${first}${fence.slice(rest.length)}`
  const value = `---\ndate: 2026-11-22\n---\n\n# x(7) -- a page\n\n## DESCRIPTION\n\nText.\n\n${shown}\n\n## NOTES\n\nText.\n`
  const targets = names.map((each): Target => {
    return { name: each, selectors: [], module: 'file:///none', options: {} }
  })
  const page = readPage(new VFile({ path: 'docs/x.7.md', value }), { targets })
  const [example] = page?.examples ?? []
  if (!page || !example) throw new Error(`Unexpected page without an example:\n${value}`)
  const runs = Object.fromEntries(
    names.map((each, index): [string, Run] => {
      const run = { release: '6.12', fs: 'any', date: '2026-11-22' }
      return [each, { ...run, outcomes: outcomes[index] ?? [] }]
    }),
  )
  const evidence: Evidence = { page: 'x.7', examples: { it: { hash: example.hash, runs } } }
  const table = foldOutcomeTable(outcomeTable(example, evidence, targets), targets)
  return { page, evidence, targets, table }
}

function compile(page: Page, evidence: Evidence, targets: readonly Target[]): string {
  const [file] = compileMan(page, { evidence, targets, version: 'manproof 0.1' })
  return file?.text ?? ''
}

/** List the cells row by row, the head first. */
function cellsOf(table: OutcomeTable): string[][] {
  const labels = table.columns.length === 1 ? ['on every target'] : table.columns
  const rows = table.rows.map(({ code, cells }) => [code.replace(/^await /, ''), ...cells])
  return [['Outcome of it', ...labels], ...rows]
}

/** Whether a table fits: a column has the width of its longest word, and of cells up to 12. */
function fits(rows: readonly (readonly string[])[], indent: number): boolean {
  const columns = (rows[0] ?? []).map((_, column) => rows.map((row) => row[column] ?? ''))
  const widths = columns.map((cells) => {
    const words = cells.flatMap((cell) => cell.split(' ')).map((each) => widthOf(each))
    const most = longest - indent
    return Math.max(
      Math.min(Math.max(...words), most),
      Math.min(12, Math.max(...cells.map(widthOf))),
    )
  })
  return widths.reduce((sum, width) => sum + width + 3, -3) <= room - indent
}

const squeeze = (text: string): string => text.normalize('NFC').replace(/[\s•]+/g, '')

/** Find the lines from the head of the outcomes to the end of the section. */
function outcomesIn(rendered: string): string[] {
  const lines = rendered.replaceAll('\u2010', '-').replaceAll('−', '-').split('\n')
  const start = lines.findIndex((line) => line.includes('Outcome of'))
  return lines.slice(
    start,
    lines.findIndex((line, index) => index > start && line === 'NOTES'),
  )
}

describeWith('mandoc', 'groff')('outcomes of any evidence', () => {
  it('fit 80 columns, lose nothing, and are a list if no table fits', () => {
    let [tables, lists] = [0, 0]
    fc.assert(
      fc.property(scenes, (scene) => {
        const { page, evidence, targets, table } = makePage(scene)
        const roff = compile(page, evidence, targets)
        const rows = cellsOf(table)
        const isTable = fits(rows, containers[scene.container][2])
        tables += Number(isTable)
        lists += Number(!isTable)
        expect(roff.includes('.TS')).toBe(isTable)
        expect(page.file.messages.filter(({ ruleId }) => ruleId !== 'code-line-too-long')).toEqual(
          [],
        )
        for (const text of [renderMandoc(roff, '-O', 'width=78'), renderGroff(roff, '78n')]) {
          const shown = outcomesIn(text)
          expect(shown.filter((line) => widthOf(line) > 80)).toEqual([])
          if (isTable) expectWords(shown, rows)
          else expectList(shown, rows)
        }
      }),
      { numRuns: 60 },
    )
    // Both tables and lists must occur.
    expect(Math.min(tables, lists)).toBeGreaterThan(3)
  })
})

/** Expect each word as often as in the cells, on any line. */
function expectWords(shown: readonly string[], rows: readonly (readonly string[])[]): void {
  const text = squeeze(shown.join('\n'))
  const words = rows.flat().flatMap((cell) => cell.split(' '))
  const letters = (value: string): string => [...squeeze(value)].sort().join('')
  expect(letters(text)).toBe(letters(words.join('')))
  expect(words.filter((each) => widthOf(each) < 20 && !text.includes(squeeze(each)))).toEqual([])
}

/** Expect each row with its code, then a line for each column, in order. */
function expectList(shown: readonly string[], rows: readonly (readonly string[])[]): void {
  const [[head = '', ...labels] = [], ...others] = rows
  const lines = others.map(([code = '', ...cells]) => {
    return `${code}${cells.map((cell, index) => `${labels[index]}:${cell}`).join('')}`
  })
  expect(squeeze(shown.join('\n'))).toBe(squeeze(`${head}:${lines.join('')}`))
}
