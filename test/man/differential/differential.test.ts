import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { beforeAll, describe, expect, it } from 'vitest'
import { isWriting } from '../../is-writing.ts'
import { describeWith, runTool } from '../find-tool.ts'
import { defectInputs, type Input, judgeBaseline, judgeOwn, manualInputs } from './differential.ts'
import { type Compared, differentialReport, type Versions, worst } from './differential-report.ts'

const path = new URL('../../../docs/internals/reports/remark-man.md', import.meta.url)

function compare(input: Input): Compared {
  return { name: input.name, baseline: judgeBaseline(input), own: judgeOwn(input) }
}

function versions(): Versions {
  const file = createRequire(import.meta.url).resolve('remark-man')
  const remarkMan = readFileSync(file.replace(/index\.js$/, 'package.json'), 'utf8')
  return {
    groff: /version (\S+)/.exec(runTool('groff', ['--version']).stdout)?.[1] ?? '',
    mandoc: /\t([\d.]+)/.exec(runTool('dpkg-query', ['-W', 'mandoc']).stdout)?.[1] ?? '',
    remarkMan: (JSON.parse(remarkMan) as { version: string }).version,
  }
}

/** Read the rows of a table, by the page in their first cell. */
function rowsOf(report: string): Map<string, readonly string[]> {
  const lines = report.split('\n').filter((line) => /^\| .*\d/.test(line))
  return new Map(
    lines.map((line) => {
      const [, name = '', ...cells] = line.split('|').map((cell) => cell.trim())
      return [name, cells]
    }),
  )
}

describeWith(
  'mandoc',
  'groff',
  'dpkg-query',
)('compared with plain remark-man', () => {
  let manual: readonly Compared[] = []
  let defects: readonly Compared[] = []
  let recorded = ''

  beforeAll(() => {
    manual = manualInputs().map(compare)
    defects = defectInputs().map(compare)
    if (isWriting) {
      writeFileSync(path, differentialReport(manual, defects, versions()))
    }
    recorded = readFileSync(path, 'utf8')
  }, 240_000)

  it('the compiler loses no word and no line of code of any page', () => {
    const lossy = [...manual, ...defects].filter(({ own }) => worst(own) > 0)
    expect(lossy.map(({ name, own }) => `${name}: ${worst(own)}`)).toEqual([])
  })

  it('the compiler draws no message above style from mandoc, and none from groff', () => {
    const noisy = [...manual, ...defects].filter(({ own: { levels, warnings } }) => {
      return levels.ERROR + levels.UNSUPP + levels.WARNING + warnings > 0
    })
    expect(noisy.map(({ name }) => name)).toEqual([])
  })

  describe('the table', () => {
    it('has the figures of remark-man for each small page', ({ skip }) => {
      const { groff, mandoc, remarkMan } = versions()
      const isSame = [`mandoc ${mandoc}`, `groff ${groff}.`, `remark-man ${remarkMan} `].every(
        (name) => recorded.replaceAll('\n', ' ').includes(name),
      )
      if (!isSame) skip('the table is from other releases: run `npm run reports remark-man`')
      const current = rowsOf(differentialReport([], defects, versions()))
      const rows = rowsOf(recorded)
      expect(new Map(defects.map(({ name }) => [name, rows.get(name)]))).toEqual(current)
    })

    it('has each page of the manual, and whether remark-man loses any of it', () => {
      const rows = rowsOf(recorded)
      const expected = manual.map(({ name, baseline }) => [name, worst(baseline) > 0])
      const told = manual.map(({ name }) => {
        const losses = (rows.get(name) ?? []).slice(0, 4)
        return [name, losses.length > 0 && losses.some((cell) => cell !== '0')]
      })
      expect(told).toEqual(expected)
    })
  })
})
