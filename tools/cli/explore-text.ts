import { sequenceChart, sequenceText } from '../chart/index.ts'
import { openTarget, type ReadTrace, readTrace, replay, type TraceLine } from '../driver/index.ts'
import type { Exploration, ExploredCall, PossibleOutcome, Schedule } from '../explore/index.ts'
import { formatTable } from './format-table.ts'
import type { JudgedClaim } from './judge-claims.ts'
import type { LoadedScenario } from './load-scenario.ts'
import { scheduleLines, scheduleText } from './schedule-lines.ts'

/**
 * Put an exploration in words, with a trace and a chart of each way that matters.
 *
 * @param loaded
 *   What was explored.
 * @param result
 *   What came of it.
 * @param judged
 *   Claims of the page, from `judgeClaims`.
 * @returns
 *   Text that ends with a line end.
 */
export async function exploreText(
  loaded: LoadedScenario,
  result: Exploration,
  judged: readonly JudgedClaim[],
): Promise<string> {
  const { profile, extent, states, edges, terminals, depth, setUp } = result
  const head = [
    `${loaded.name} on sim:${profile}`,
    `${extent}: ${states} states, ${edges} edges, ${terminals} terminal states, ${depth} deep`,
    `set-up: ${setUp.length === 0 ? 'none' : `${setUp.length} calls, up to call ${setUp.at(-1)}`}`,
  ]
  const written = await outcomesAsWritten(loaded.scenario, `sim:${profile}`)
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
  if (result.findings.length === 0) parts.push('No invariant is broken.\n')
  return parts.join('\n')
}

/** What the page says, and for each claim that fails somewhere the shortest way there. */
async function claimParts(
  loaded: LoadedScenario,
  profile: string,
  judged: readonly JudgedClaim[],
): Promise<string[]> {
  const rows = judged.map(({ claim, holds, outcomes }) => [
    placeOf(claim),
    claim.text,
    claim.calls.join(', ') || '-',
    holds,
    outcomes.join(' | ') || '-',
  ])
  const parts = [`CLAIMS\n${formatTable([['PLACE', 'CLAIM', 'CALL', 'HOLDS', 'CAN BE'], ...rows])}`]
  for (const { claim, holds, counterexample } of judged) {
    if (counterexample === undefined) continue
    const { call, outcome, schedule } = counterexample
    const head =
      `${placeOf(claim)}: \`${claim.text}\` ${holds === 'never' ? 'never holds' : 'holds in some orders only'}: ` +
      `call ${call} can be \`${outcome}\`, shortest:`
    parts.push(`${head}\n${await showSchedule(loaded, profile, schedule)}`)
  }
  return parts
}

function placeOf({ path, line, column }: JudgedClaim['claim']): string {
  return `${path}:${line}:${column}`
}

function rowOf(
  { id, process, call, outcomes }: ExploredCall,
  written: string | undefined,
): string[] {
  const also = outcomes.map(({ outcome }) => outcome).filter((outcome) => outcome !== written)
  return [String(id), process || '-', call, written ?? '-', also.join(' | ') || '-']
}

/**
 * Say what each call comes to when the trace is replayed as it stands.
 *
 * @param scenario
 *   World and calls.
 * @param target
 *   Name of a target.
 * @returns
 *   Id to outcome.
 */
export async function outcomesAsWritten(
  scenario: ReadTrace,
  target: string,
): Promise<ReadonlyMap<unknown, string>> {
  const outcomes = new Map<unknown, string>()
  const since = new Map<unknown, number>()
  for await (const line of replay(scenario, await openTarget(target))) {
    const { id, at } = line
    if (id === undefined) continue
    if (line['blocked'] === true) {
      since.set(id, Number(at))
      outcomes.set(id, 'blocks')
      continue
    }
    const shown = answerOf(line)
    const began = since.get(id)
    const waited = began === undefined ? 0 : Math.round((Number(at) - began) * 1e6) / 1e6
    const slept = waited > 0 ? `after ${waited} s: ${shown}` : `blocks, then ${shown}`
    outcomes.set(id, began === undefined ? shown : slept)
  }
  return outcomes
}

function answerOf({ result, errno, killed, unsupported }: TraceLine): string {
  if (errno !== undefined) return String(errno)
  if (killed !== undefined) return `killed ${killed}`
  if (unsupported !== undefined) return `unsupported ${unsupported}`
  if (typeof result === 'string') return result
  const isHandle =
    typeof result === 'object' &&
    result !== null &&
    Object.keys(result).every((key) => ['map', 'mr', 'buffers', 'pin', 'pipe'].includes(key))
  return isHandle ? 'ok' : JSON.stringify(result === undefined ? 0 : result)
}

/** For each call that can come to something else, the shortest way to that. */
async function otherWays(
  loaded: LoadedScenario,
  { calls, profile }: Exploration,
  written: ReadonlyMap<unknown, string>,
): Promise<string[]> {
  const parts: string[] = []
  const shown = new Set<string>()
  for (const { id, call, outcomes } of calls) {
    const others = outcomes.filter(({ outcome }) => outcome !== written.get(id))
    const [first] = [...others].sort(byLength)
    if (first === undefined || !written.has(id)) continue
    const key = JSON.stringify(first.schedule.steps)
    if (shown.has(key)) continue
    shown.add(key)
    const head = `Call ${id}, \`${call}\`: not \`${written.get(id)}\` but \`${first.outcome}\`, shortest:`
    parts.push(`${head}\n${await showSchedule(loaded, profile, first.schedule)}`)
  }
  return parts
}

function byLength(a: PossibleOutcome, b: PossibleOutcome): number {
  const isLess = Number(b.schedule.replayable) - Number(a.schedule.replayable)
  return isLess || a.schedule.steps.length - b.schedule.steps.length
}

/** A trace and a chart; where no replay can follow, words. */
async function showSchedule(
  { lines }: LoadedScenario,
  profile: string,
  schedule: Schedule,
): Promise<string> {
  if (!schedule.replayable) {
    const steps = scheduleText(schedule, lines).map((line) => `  ${line}`)
    const note = '  (no replay can show it: the kernel is slow where a replay waits for it)'
    return `${steps.join('\n')}\n${note}\n`
  }
  const text = scheduleLines(schedule, lines).map((line) => JSON.stringify(line))
  return `${text.join('\n')}\n\n${await showChart({ lines }, profile, { schedule })}`
}

/**
 * Replay a schedule and draw it.
 *
 * @param given
 *   A schedule that a replay can follow, and the width to stay within, default 78.
 */
export async function showChart(
  { lines }: Pick<LoadedScenario, 'lines'>,
  profile: string,
  given: { readonly schedule: Schedule; readonly columns?: number },
): Promise<string> {
  const { schedule, columns = 78 } = given
  const input = scheduleLines(schedule, lines)
  const text = input.map((line) => JSON.stringify(line)).join('\n')
  const output: TraceLine[] = []
  const driver = await openTarget(`sim:${profile}`)
  for await (const line of replay(readTrace(text), driver)) output.push(line)
  return sequenceText(sequenceChart({ input, output }), { columns })
}
