import { sequenceChart, sequenceText } from '../../chart/index.ts'
import {
  type CallOutcome,
  type Exploration,
  type ExploredCall,
  outcomeText,
  type Schedule,
} from '../../explore/index.ts'
import {
  bySchedule,
  type Explorable,
  type JudgedClaim,
  replaySchedule,
  scheduleLines,
} from '../../orders/index.ts'
import { formatOutcome } from '../../outcome/index.ts'
import type { LoadedScenario } from '../trace/load-scenario.ts'
import { formatTable } from './format-table.ts'
import { scheduleText } from './schedule-text.ts'

/** Printed if an exploration has no findings. */
export const noFindings = 'No invariant is broken.\n'

/** Outcomes of the calls in the order in which they were written, by id. */
type Written = ReadonlyMap<unknown, CallOutcome>

/**
 * Describe an exploration, with a trace and a chart of each order that matters.
 */
export async function exploreText(
  loaded: LoadedScenario,
  result: Exploration,
  { judged, written }: { readonly judged: readonly JudgedClaim[]; readonly written: Written },
): Promise<string> {
  const { profile, extent, states, edges, terminals, depth, setUp } = result
  const head = [
    `${loaded.name} on sim:${profile}`,
    `${extent}: ${states} states, ${edges} edges, ${terminals} terminal states, ${depth} deep`,
    `setup: ${setUp.length === 0 ? 'none' : `${setUp.length} calls, up to call ${setUp.at(-1)}`}`,
  ]
  const rows = result.calls.map((call) => rowOf(call, written.get(call.id)))
  const parts = [
    `${head.join('\n')}\n`,
    `OUTCOMES\n${formatTable([['CALL', 'PROCESS', 'DOES', 'AS WRITTEN', 'ALSO'], ...rows])}`,
    ...(judged.length === 0
      ? await otherWays(loaded, result, written)
      : await claimParts(loaded, profile, judged)),
  ]
  for (const finding of result.findings) {
    const { invariant, title, message, row, reason, count, schedule } = finding
    const standing =
      row === undefined ? 'NOT DECLARED by any row' : `declared by row ${row}: ${reason}`
    const lines = [
      `FINDING ${invariant}: ${message}`,
      `invariant: ${title}`,
      `${standing}; in ${count} steps of the search, shortest:`,
      await showSchedule(loaded, profile, schedule),
    ]
    parts.push(lines.join('\n'))
  }
  if (result.findings.length === 0) parts.push(noFindings)
  return parts.join('\n')
}

/** The claims of the page, and the shortest counterexample to each that can fail. */
async function claimParts(
  loaded: LoadedScenario,
  profile: string,
  judged: readonly JudgedClaim[],
): Promise<string[]> {
  const rows = judged.map(({ claim, holds, outcomes }) => [
    placeOf(claim),
    formatOutcome(claim.expected),
    claim.calls.join(', ') || '-',
    holds,
    outcomes.map(outcomeText).join(' | ') || '-',
  ])
  const parts = [`CLAIMS\n${formatTable([['PLACE', 'CLAIM', 'CALL', 'HOLDS', 'CAN BE'], ...rows])}`]
  for (const { claim, holds, counterexample } of judged) {
    if (counterexample === undefined) continue
    const { call, outcome, schedule } = counterexample
    const head =
      `${placeOf(claim)}: \`${formatOutcome(claim.expected)}\` ${holds === 'never' ? 'never holds' : 'holds in some orders only'}: ` +
      `call ${call} can be \`${outcomeText(outcome)}\`, shortest:`
    parts.push(`${head}\n${await showSchedule(loaded, profile, schedule)}`)
  }
  return parts
}

function placeOf({ path, line, column }: JudgedClaim['claim']): string {
  return `${path}:${line}:${column}`
}

function rowOf(
  { id, process, call, outcomes }: ExploredCall,
  written: CallOutcome | undefined,
): string[] {
  const usual = written && outcomeText(written)
  const also = outcomes.map(({ outcome }) => outcomeText(outcome)).filter((text) => text !== usual)
  return [String(id), process || '-', call, usual ?? '-', also.join(' | ') || '-']
}

/** The shortest order that gives a call another outcome, for each such call. */
async function otherWays(
  loaded: LoadedScenario,
  { calls, profile }: Exploration,
  written: Written,
): Promise<string[]> {
  const parts: string[] = []
  const shown = new Set<string>()
  for (const { id, call, outcomes } of calls) {
    const usual = written.get(id)
    if (usual === undefined) continue
    const others = outcomes.filter(({ outcome }) => outcomeText(outcome) !== outcomeText(usual))
    const [first] = others.sort((a, b) => bySchedule(a.schedule, b.schedule))
    if (first === undefined) continue
    const key = JSON.stringify(first.schedule.steps)
    if (shown.has(key)) continue
    shown.add(key)
    const head = `Call ${id}, \`${call}\`: not \`${outcomeText(usual)}\` but \`${outcomeText(first.outcome)}\`, shortest:`
    parts.push(`${head}\n${await showSchedule(loaded, profile, first.schedule)}`)
  }
  return parts
}

/** A trace and a chart, or a list of steps if no replay can follow them. */
async function showSchedule(
  { lines }: LoadedScenario,
  profile: string,
  schedule: Schedule,
): Promise<string> {
  if (!schedule.replayable) {
    const steps = scheduleText(schedule, lines).map((line) => `  ${line}`)
    const note = '  (no replay can show this: the kernel is slow where a replay would wait for it)'
    return `${steps.join('\n')}\n${note}\n`
  }
  const text = scheduleLines(schedule, lines).map((line) => JSON.stringify(line))
  return `${text.join('\n')}\n\n${await showChart({ lines }, profile, { schedule })}`
}

/**
 * Replay a schedule and draw it, by default within 78 columns.
 */
export async function showChart(
  { lines }: Pick<Explorable, 'lines'>,
  profile: string,
  given: { readonly schedule: Schedule; readonly columns?: number },
): Promise<string> {
  const { schedule, columns = 78 } = given
  const trace = await replaySchedule(schedule, lines, `sim:${profile}`)
  return sequenceText(sequenceChart(trace), { columns })
}
