import { report } from '../message/index.ts'
import type { Evidence, Example, ExampleEvidence, Spec } from '../spec/index.ts'
import { isResultOf, outcomeTexts } from './record-evidence.ts'
import type { RunResult } from './run-result.ts'

const remedy = 'record it with `manproof test --record`'

/**
 * Put on a page's file what its evidence lacks, and where it says something else than the runs.
 *
 * @param spec
 *   Page.
 * @param evidence
 *   What is recorded; undefined if nothing is.
 * @param results
 *   Results of this page's examples; others, and runs that did not pass, are ignored.
 */
export function compareEvidence(
  spec: Spec,
  evidence: Evidence | undefined,
  results: readonly RunResult[],
): void {
  for (const example of spec.examples) {
    if (example.labels.norun !== undefined) continue
    const own = results.filter((result) => isResultOf(result, spec, example))
    compareExample(spec, example, { recorded: evidence?.examples[example.labels.name], own })
  }
}

function compareExample(
  spec: Spec,
  example: Example,
  { recorded, own }: { recorded: ExampleEvidence | undefined; own: readonly RunResult[] },
): void {
  if (recorded?.hash !== example.hash) {
    reportAbsence(spec, example, recorded !== undefined)
    return
  }
  for (const result of own) compareRun(spec, recorded.runs, result)
}

function reportAbsence(spec: Spec, example: Example, isStale: boolean): void {
  const { name } = example.labels
  if (isStale) {
    const reason = `Unexpected evidence of an earlier text of example \`${name}\`, expected this one`
    report(spec.file, 'evidence-stale', reason, example.place, { note: remedy })
  } else {
    const reason = `Cannot find evidence of example \`${name}\`: nothing is recorded`
    report(spec.file, 'evidence-missing', reason, example.place, { note: remedy })
  }
}

function compareRun(
  spec: Spec,
  runs: Evidence['examples'][string]['runs'],
  result: RunResult,
): void {
  if (result.status !== 'passed') return
  const { example, target } = result
  const recorded = runs[target.name]
  if (!recorded) {
    const reason = `Cannot find evidence of example \`${example.labels.name}\` on ${target.name}: it ran and is not recorded`
    report(spec.file, 'evidence-missing', reason, example.place, { note: remedy })
    return
  }
  for (const [index, actual] of outcomeTexts(result).entries()) {
    const expected = recorded.outcomes[index]
    if (actual === expected) continue
    const reason = `Unexpected outcome \`${actual}\` on ${target.name}, expected \`${expected}\` as recorded on ${recorded.date}`
    const place = example.expectations[index]?.place ?? example.place
    report(spec.file, 'evidence-different', reason, place, { note: remedy })
  }
}
