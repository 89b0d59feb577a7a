import { type Evidence, type ExampleEvidence, type Run, recordNote } from '../../evidence/index.ts'
import { report } from '../../message/index.ts'
import { formatOutcome } from '../../outcome/index.ts'
import type { Example, Page } from '../../page/index.ts'
import type { RunResult } from '../judge/run-result.ts'
import { isResultOf, outcomeTexts } from './record-evidence.ts'

/**
 * Report runs that a page's evidence lacks, and outcomes that differ from it.
 *
 * @param page
 *   Page.
 * @param evidence
 *   Recorded evidence; an example whose current text has no record is skipped.
 * @param results
 *   Results of this page's examples; others, and runs that did not pass, are ignored.
 */
export function compareEvidence(
  page: Page,
  evidence: Evidence,
  results: readonly RunResult[],
): void {
  for (const example of page.examples) {
    if (example.labels.norun !== undefined) continue
    const recorded = evidence.examples[example.labels.name]
    if (recorded?.hash !== example.hash) continue
    const passed = results.filter(
      (result) => isResultOf(result, page, example) && result.status === 'passed',
    )
    reportUnrecorded(page, example, { runs: recorded.runs, passed })
    reportDifferences(page, example, { runs: recorded.runs, passed })
  }
}

/** Recorded runs of an example, and the new runs to compare with them. */
interface Compared {
  readonly runs: ExampleEvidence['runs']
  readonly passed: readonly RunResult[]
}

function reportUnrecorded(page: Page, example: Example, { runs, passed }: Compared): void {
  const names = passed.map(({ target }) => target.name).filter((name) => !runs[name])
  if (names.length === 0) return
  const reason = `Cannot find evidence of example \`${example.labels.name}\` on ${names.join(', ')}: it ran but is not recorded`
  report(page.file, 'evidence-missing', reason, example.place, { note: recordNote })
}

/** Report one message for all targets that differ in the same way. */
function reportDifferences(page: Page, example: Example, { runs, passed }: Compared): void {
  const groups = new Map<string, Difference & { readonly targets: string[] }>()
  for (const result of passed) {
    for (const difference of differencesOf(runs[result.target.name], result)) {
      const key = JSON.stringify(difference)
      const group = groups.get(key) ?? { ...difference, targets: [] }
      group.targets.push(result.target.name)
      groups.set(key, group)
    }
  }
  for (const { index, actual, expected, date, targets } of groups.values()) {
    const reason = `Unexpected outcome \`${actual}\` on ${targets.join(', ')}, expected \`${expected}\` as recorded on ${date}`
    const place = example.expectations[index]?.place ?? example.place
    report(page.file, 'evidence-different', reason, place, { note: recordNote })
  }
}

interface Difference {
  /** Of the expectation. */
  readonly index: number
  readonly actual: string
  readonly expected: string | undefined
  readonly date: string
}

function differencesOf(recorded: Run | undefined, result: RunResult): Difference[] {
  if (!recorded) return []
  const { outcomes, date } = recorded
  return outcomeTexts(result)
    .map((actual, index) => ({ index, actual, expected: outcomes[index], date }))
    .filter(({ actual, expected }) => actual !== expected)
    .filter(({ index, expected }) => !isOfAnotherKernel(recorded, result, { index, expected }))
}

/** A kernel other than the recorded one can differ if the page claims the recorded outcome. */
function isOfAnotherKernel(
  recorded: Run,
  { release, example }: RunResult,
  { index, expected }: Pick<Difference, 'index' | 'expected'>,
): boolean {
  const claims = example.expectations[index]?.claims ?? []
  const isClaimed = claims.some(({ outcome }) => formatOutcome(outcome) === expected)
  return recorded.release !== release && isClaimed
}
