import type { Evidence, ExampleEvidence, Run } from '../../evidence/index.ts'
import { report } from '../../message/index.ts'
import { formatOutcome } from '../../outcome/index.ts'
import type { Example, Page } from '../../page/index.ts'
import type { RunResult } from '../judge/run-result.ts'
import { isResultOf, outcomeTexts } from './record-evidence.ts'

const remedy = 'record it with `manproof test --record`'

/**
 * Put on a page's file which runs its evidence lacks, and where it says something else than they do.
 *
 * @param spec
 *   Page.
 * @param evidence
 *   What is recorded; an example whose present text has no record is left out.
 * @param results
 *   Results of this page's examples; others, and runs that did not pass, are ignored.
 */
export function compareEvidence(
  spec: Page,
  evidence: Evidence,
  results: readonly RunResult[],
): void {
  for (const example of spec.examples) {
    if (example.labels.norun !== undefined) continue
    const recorded = evidence.examples[example.labels.name]
    if (recorded?.hash !== example.hash) continue
    const passed = results.filter(
      (result) => isResultOf(result, spec, example) && result.status === 'passed',
    )
    reportUnrecorded(spec, example, { runs: recorded.runs, passed })
    reportDifferences(spec, example, { runs: recorded.runs, passed })
  }
}

/** What is recorded of an example, and the runs that may be compared with it. */
interface Compared {
  readonly runs: ExampleEvidence['runs']
  readonly passed: readonly RunResult[]
}

function reportUnrecorded(spec: Page, example: Example, { runs, passed }: Compared): void {
  const names = passed.map(({ target }) => target.name).filter((name) => !runs[name])
  if (names.length === 0) return
  const reason = `Cannot find evidence of example \`${example.labels.name}\` on ${names.join(', ')}: it ran and is not recorded`
  report(spec.file, 'evidence-missing', reason, example.place, { note: remedy })
}

/** One message for all targets that differ in the same way. */
function reportDifferences(spec: Page, example: Example, { runs, passed }: Compared): void {
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
    report(spec.file, 'evidence-different', reason, place, { note: remedy })
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

/** Another kernel than the recorded one may do what the page says of kernels like it. */
function isOfAnotherKernel(
  recorded: Run,
  { release, example }: RunResult,
  { index, expected }: Pick<Difference, 'index' | 'expected'>,
): boolean {
  const claims = example.expectations[index]?.claims ?? []
  const isClaimed = claims.some(({ outcome }) => formatOutcome(outcome) === expected)
  return recorded.release !== release && isClaimed
}
