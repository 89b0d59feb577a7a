import {
  type Evidence,
  type ExampleEvidence,
  type Run as RecordedRun,
  runFaults,
  type TraceLine,
} from '../../evidence/index.ts'
import { claimFor, formatOutcome, selectsTarget, type Target } from '../../outcome/index.ts'
import type { Example, Page } from '../../page/index.ts'
import { recordedOutcome } from '../judge/recorded-outcome.ts'
import type { RunResult } from '../judge/run-result.ts'
import { chooseChart } from './choose-chart.ts'

/** Options of a recording. */
interface RecordOptions {
  readonly date: string
  /** Targets of the configuration; records of others are dropped. Default: none are. */
  readonly targets?: readonly Target[]
  readonly nameLine?: (line: TraceLine) => TraceLine
}

/**
 * Merge new results into the evidence of a page.
 *
 * A run with the same outcomes as before keeps its record, date and release included, so a kernel
 * update that changes no outcome changes no evidence. A target that did not run keeps its record
 * while the example is unchanged. A run that failed, or used only other targets, has none.
 *
 * @param page
 *   Page.
 * @param previous
 *   Recorded evidence; `undefined` if there is none.
 * @param results
 *   Results of this page's examples; others are ignored.
 * @param options
 *   `date`: ISO date of new records; `targets`: targets whose runs are kept; `nameLine`: makes a
 *   line of a chart readable.
 * @returns
 *   Evidence; equal to `previous` if nothing has changed.
 */
export function recordEvidence(
  page: Page,
  previous: Evidence | undefined,
  results: readonly RunResult[],
  { date, targets, nameLine = (line) => line }: RecordOptions,
): Evidence {
  const examples: Record<string, ExampleEvidence> = {}
  for (const example of page.examples) {
    const { name } = example.labels
    const before = previous?.examples[name]
    const runsBefore = before?.hash === example.hash ? before.runs : {}
    const known = targets ? runsOf(example, runsBefore, targets) : runsBefore
    const runs: Record<string, RecordedRun> = { ...known }
    const own = results.filter((result) => isResultOf(result, page, example))
    for (const result of own) {
      const isElsewhere = result.skip?.kind === 'elsewhere'
      if (result.status === 'skipped' && !isElsewhere) continue
      const recorded = known[result.target.name]
      delete runs[result.target.name]
      if (result.status === 'passed') {
        runs[result.target.name] = recordRun(result, recorded, date)
      }
    }
    if (Object.keys(runs).length === 0) continue
    const old = before?.hash === example.hash ? before.chart : undefined
    const chart = chooseChart(own, old && runs[old.target] ? old : undefined, nameLine)
    examples[name] = { hash: example.hash, runs, ...(chart && { chart }) }
  }
  return { page: pageOf(page), examples }
}

/** Runs on configured targets that the example admits, with a release and filesystem of the target. */
function runsOf(
  { labels }: Example,
  runs: ExampleEvidence['runs'],
  targets: readonly Target[],
): ExampleEvidence['runs'] {
  const admitted = targets.filter((target) => {
    const run = Object.hasOwn(runs, target.name) ? runs[target.name] : undefined
    return run && selectsTarget(labels, target) && runFaults(run, target).length === 0
  })
  const names = new Set(admitted.map(({ name }) => name))
  return Object.fromEntries(Object.entries(runs).filter(([name]) => names.has(name)))
}

/** Name of a page in its evidence: `gup-dax.7`. */
export function pageOf(page: Page): string {
  return `${page.names[0]}.${page.section}`
}

/** Check whether a result belongs to an example of a page. */
export function isResultOf(result: RunResult, page: Page, example: Example): boolean {
  return result.path === page.file.path && result.example.labels.name === example.labels.name
}

/** Format the outcomes of a run as the page would state them. */
export function outcomeTexts({ example, target, outcomes }: RunResult): string[] {
  return example.expectations.map((expectation, index) => {
    const observed = outcomes[index]
    if (!observed) return ''
    return formatOutcome(recordedOutcome(claimFor(expectation, target)?.outcome, observed))
  })
}

function recordRun(result: RunResult, before: RecordedRun | undefined, date: string): RecordedRun {
  const outcomes = outcomeTexts(result)
  // For `fs=any`, the same outcomes on another filesystem change nothing.
  const isAny = result.example.labels.fs === 'any' && before?.fs !== 'none' && result.fs !== 'none'
  const isThere = before?.fs === result.fs || isAny
  const isSame = isThere && JSON.stringify(before?.outcomes) === JSON.stringify(outcomes)
  return before && isSame ? before : { outcomes, release: result.release, fs: result.fs, date }
}
