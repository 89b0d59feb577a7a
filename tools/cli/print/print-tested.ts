import { formatOutcome } from '../../outcome/index.ts'
import {
  type Fault,
  faultText,
  isTelling,
  type RunResult,
  type Summary,
  type TargetSummary,
} from '../../run/index.ts'
import { plural } from '../../words/index.ts'
import type { Io } from '../io.ts'
import type { Tested } from '../tested/test-manual.ts'
import { printCounts } from './print-counts.ts'
import { printMessages } from './print-messages.ts'
import { jsonMessages } from './report-json.ts'

/**
 * Print the result of a test.
 *
 * @param tested
 *   A manual that was run.
 * @param reporter
 *   `default` adds a summary to the messages on standard error; `json` and `tap` print data on
 *   standard output instead.
 * @param io
 *   Streams.
 */
export function printTested(tested: Tested, reporter: unknown, io: Io): void {
  const { summary } = tested.report
  if (reporter === 'json') io.data(`${JSON.stringify(jsonOf(tested), null, 2)}\n`)
  if (reporter === 'tap') io.stdout(tapOf(tested.report.results))
  printMessages(tested.files, io)
  if (reporter !== 'default') return
  io.stderr(summary.targets.map(targetText).join(''))
  const norun = summary.norun.length
  const checked = norun === 0 ? '' : `, ${norun} only type-checked`
  printCounts(
    tested.files,
    io,
    `${plural(summary.examples, 'example')}${checked}, ${plural(summary.runs, 'run')}: ${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`,
  )
}

function targetText({ target, probe, ...counts }: TargetSummary): string {
  const { passed, failed, skipped, skips, ran } = counts
  if (!probe.available) {
    const remedy = probe.remedy === '' ? '' : `  remedy: ${probe.remedy}\n`
    return `${target.name}: not available, ${skipped} skipped: ${probe.reason}\n${remedy}`
  }
  const idle = ran ? '' : ': RAN NOTHING'
  const head = `${target.name} (${probe.release}): ${passed} passed, ${failed} failed, ${skipped} skipped${idle}\n`
  const reasons = skips.map((skip) => `  ${skip.count} skipped: ${skip.reason}\n`)
  return head + reasons.join('')
}

function jsonOf(tested: Tested): object {
  return {
    summary: jsonSummary(tested.report.summary),
    results: tested.report.results.map(jsonResult),
    messages: jsonMessages(tested.files),
  }
}

function jsonSummary(summary: Summary): object {
  const targets = summary.targets.map(({ target, probe, ...rest }) => ({
    target: target.name,
    ...probe,
    ...rest,
  }))
  return { ...summary, targets }
}

function jsonResult(result: RunResult): object {
  const { path, example, target, outcomes, durationMs, traces, ...rest } = result
  const trace = traces.find(isTelling)
  return {
    page: path,
    line: example.place.start.line,
    example: example.labels.name,
    hash: example.hash,
    target: target.name,
    ...rest,
    faults: result.faults.map(jsonFault),
    ...(trace && { trace: { input: trace.input, output: trace.output } }),
    outcomes: outcomes.map((outcome) => (outcome === undefined ? null : formatOutcome(outcome))),
    durationMs: Math.round(durationMs * 1000) / 1000,
  }
}

function jsonFault(fault: Fault): object {
  const { ruleId, place, actual, expected } = fault
  const { reason, note } = faultText(fault)
  return { ruleId, reason, place, actual, expected, note }
}

/** @see https://testanything.org/tap-version-14-specification.html */
function tapOf(results: readonly RunResult[]): string {
  const lines = results.map((result, index) => {
    const { path, example, target, status, skip, faults } = result
    const name = `${path}:${example.place.start.line} ${example.labels.name} on ${target.name}`
    const head = `${status === 'failed' ? 'not ok' : 'ok'} ${index + 1} - ${escapeTap(name)}`
    if (status === 'skipped') return `${head} # SKIP ${escapeTap(skip?.reason ?? 'no reason')}\n`
    return `${head}\n${faults.map((fault) => faultBlock(path, fault)).join('')}`
  })
  return `TAP version 14\n1..${results.length}\n${lines.join('')}`
}

function faultBlock(path: string, fault: Fault): string {
  const { place, ruleId } = fault
  const { reason } = faultText(fault)
  const at = `${path}:${place.start.line}:${place.start.column}`
  return `  ---\n  message: ${JSON.stringify(reason)}\n  severity: fail\n  rule: ${ruleId}\n  at: ${JSON.stringify(at)}\n  ...\n`
}

function escapeTap(text: string): string {
  return text.replace(/[\\#]/g, '\\$&').replace(/\s+/g, ' ')
}
