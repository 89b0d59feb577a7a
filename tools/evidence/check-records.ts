import { type ReportPlace, report } from '../message/index.ts'
import type { Expectation, Target } from '../outcome/index.ts'
import { claimFor, formatOutcome, isClaimed, readOutcome, selectsTarget } from '../outcome/index.ts'
import type { Example, Page } from '../page/index.ts'
import { expectedOf, plural } from '../words/index.ts'
import type { Evidence, ExampleEvidence, Run } from './evidence.ts'
import { recordNote } from './record-note.ts'
import { runFaults } from './run-faults.ts'

/** A contradiction between a record and the page, at the place on the page. */
interface Refusal {
  readonly reason: string
  readonly place: ReportPlace
}

/**
 * Check the records of a page, so that no claim is printed above its contradiction.
 *
 * Messages report unclaimed, missing and extra outcomes; targets that are not configured, or that
 * the example excludes; releases and filesystems that the target does not have; and charts of
 * unrecorded runs. Examples without a current record are skipped, since nothing of them is printed.
 */
export function checkRecords(
  page: Page,
  evidence: Evidence | undefined,
  targets: readonly Target[],
): void {
  const recorded = new Map(Object.entries(evidence?.examples ?? {}))
  for (const example of page.examples) {
    const entry = recorded.get(example.labels.name)
    if (entry === undefined || entry.hash !== example.hash) continue
    const refusals = [...refusedRuns(example, entry, targets), ...refusedChart(example, entry)]
    for (const { reason, place } of refusals) {
      report(page.file, 'evidence-refused', reason, place, { note: recordNote })
    }
  }
}

function refusedRuns(
  example: Example,
  { runs }: ExampleEvidence,
  targets: readonly Target[],
): Refusal[] {
  const { name } = example.labels
  return Object.entries(runs).flatMap(([key, run]) => {
    const target = targets.find((one) => one.name === key)
    if (target !== undefined && selectsTarget(example.labels, target)) {
      const faults = runFaults(run, target).map((reason) => ({ reason, place: example.place }))
      return [...faults, ...refusedOutcomes(example, run, target)]
    }
    const admitted = targets.filter((one) => selectsTarget(example.labels, one))
    const expected = expectedOf(
      key,
      admitted.map((one) => one.name),
    )
    const reason = `Unexpected evidence of example \`${name}\` on \`${key}\`, expected ${expected}`
    return [{ reason, place: example.place }]
  })
}

function refusedOutcomes({ expectations, place }: Example, run: Run, target: Target): Refusal[] {
  const refused = expectations.flatMap((expectation, index) => {
    const reason = refusalOf(expectation, run.outcomes[index], { run, target })
    return reason === undefined ? [] : [{ reason, place: expectation.place }]
  })
  const extra = run.outcomes.slice(expectations.length)
  if (extra.length === 0) return refused
  const outcomes = extra.map((outcome) => `\`${outcome}\``).join(', ')
  const reason = `Unexpected recorded outcome ${outcomes} on ${target.name}, expected ${plural(expectations.length, 'outcome')}`
  return [...refused, { reason, place }]
}

function refusalOf(
  expectation: Expectation,
  text: string | undefined,
  { run, target }: Recorded,
): string | undefined {
  const claim = claimFor(expectation, target)
  const expected = claim ? `\`${formatOutcome(claim.outcome)}\`` : 'success'
  if (text === undefined) {
    return `Missing recorded outcome on ${target.name}, expected ${expected}`
  }
  const outcome = readOutcome(text)
  if (!('problem' in outcome)) {
    const candidates = [target, ...otherReleases(expectation, { run, target })]
    if (candidates.some((one) => isClaimed(expectation, one, outcome))) return undefined
  }
  return `Unexpected recorded outcome \`${text}\` on ${target.name}, expected ${expected}`
}

/** A run with its target, as configured now. */
interface Recorded {
  readonly run: Run
  readonly target: Target
}

/**
 * The target with the selectors that it may have had when it was recorded.
 *
 * The kernel of a machine changes: `host` has the selector `linux-6.18` now, but had `linux-6.1`
 * when it was recorded on 6.1.
 */
function otherReleases({ claims }: Expectation, { run, target }: Recorded): Target[] {
  const others = target.selectors.slice(0, -1)
  const [, family, version] = /^(.+)-(\d+(?:\.\d+)*)$/.exec(target.selectors.at(-1) ?? '') ?? []
  if (family === undefined || `${run.release}.`.startsWith(`${version}.`)) return []
  const named = claims.flatMap(({ selector }) =>
    selector?.startsWith(`${family}-`) ? [[...others, selector]] : [],
  )
  return [others, ...named].map((selectors) => ({ ...target, selectors }))
}

function refusedChart({ labels, place }: Example, { chart, runs }: ExampleEvidence): Refusal[] {
  if (chart === undefined || Object.hasOwn(runs, chart.target)) return []
  const reason = `Unexpected chart of example \`${labels.name}\` on \`${chart.target}\`, expected ${expectedOf(chart.target, Object.keys(runs))}`
  return [{ reason, place }]
}
