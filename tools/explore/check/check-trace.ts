import { createState, type ProfileName } from '../../model/index.ts'
import { hashNode, usedCalls } from '../hash-node.ts'
import { createHasher } from '../hasher.ts'
import type { Node } from '../node.ts'
import { type Plan, planCalls } from '../plan.ts'
import type { Scenario } from '../scenario.ts'
import type { MatchOptions, Names } from './match-line.ts'
import { matchLines, seenLines } from './match-lines.ts'
import type { OutputLine } from './outcome-lines.ts'
import { type Way, waysOn } from './ways-on.ts'

/** How a recorded output is judged. */
export interface CheckTraceOptions {
  /**
   * `exact` (default): numbers of descriptors, processes and handles are the model's. `renamed`:
   * process ids and handles stand for things one to one, and of one moment no more is told than a
   * real kernel lets an onlooker see.
   */
  readonly numbers?: 'exact' | 'renamed'
  /** Seconds by which times may differ; default 0, and 1 if renamed. */
  readonly slack?: number
}

/** The judgement. */
export interface TraceCheck {
  readonly accepted: boolean
  /** Most states that were possible at one time. */
  readonly widest: number
  /** The first line that no possible state explains; absent if accepted. */
  readonly failure?: {
    /** 0-based, as in the output; that of the end where lines are missing. */
    readonly index: number
    /** Absent: the output ends there. */
    readonly line?: OutputLine
    /** What could have come instead; empty: nothing more. */
    readonly allowed: readonly OutputLine[]
  }
}

/** One of the states in which the machine may be. */
interface Belief {
  readonly node: Node
  /** How many lines of the output it has explained. */
  readonly cursor: number
  readonly names: Names
  readonly deaths: Readonly<Record<string, string>>
}

interface Judging {
  readonly plan: Plan
  readonly output: readonly OutputLine[]
  readonly options: MatchOptions
  failure: { index: number; allowed: OutputLine[] }
}

/**
 * Decide whether an output is one that the model allows for an input.
 *
 * Every state that explains the lines so far is carried along: what the kernel does by itself
 * may happen in any order, and where an answer is unspecified each of the alternatives will do.
 *
 * @param profile
 *   Kernel that the output is held against.
 * @param scenario
 *   The trace's input: world and calls, replayed as `manproof replay` does.
 * @param output
 *   Lines in the order in which they were recorded.
 * @param options
 *   How numbers and times are compared.
 * @returns
 *   Acceptance, or the first line that nothing explains with what was allowed in its place.
 * @see measured: test/explore/check-trace.test.ts, share of mutants that are rejected
 */
export function checkTrace(
  profile: ProfileName,
  scenario: Scenario,
  output: readonly OutputLine[],
  options: CheckTraceOptions = {},
): TraceCheck {
  const numbers = options.numbers ?? 'exact'
  const slack = options.slack ?? (numbers === 'exact' ? 0 : 1)
  const calls = planCalls(scenario.calls)
  const plan: Plan = { world: scenario.world, spawns: [], calls, actors: [], setUp: 0 }
  const judging: Judging = {
    plan,
    output,
    options: { numbers, slack },
    failure: { index: -1, allowed: [] },
  }
  const state = createState(profile, scenario.world)
  const node: Node = { state, next: [], calls: calls.map(() => undefined) }
  let beliefs: Belief[] = [{ node, cursor: 0, names: new Map(), deaths: {} }]
  let widest = 1
  for (const index of calls.keys()) {
    beliefs = distinct(
      plan,
      beliefs.flatMap((belief) => explain(judging, belief, waysOn(plan, belief, index))),
    )
    if (beliefs.length === 0) return refused(judging, widest)
    widest = Math.max(widest, beliefs.length)
  }
  for (const { cursor } of beliefs) {
    if (cursor === output.length) return { accepted: true, widest }
    note(judging, cursor)
  }
  return refused(judging, widest)
}

function refused({ output, failure }: Judging, widest: number): TraceCheck {
  const { index, allowed } = failure
  const line = output[index]
  return { accepted: false, widest, failure: { index, ...(line && { line }), allowed } }
}

/** Remember what was expected at the furthest line that was reached. */
function note({ failure }: Judging, index: number, line?: OutputLine): void {
  if (index > failure.index) Object.assign(failure, { index, allowed: [] })
  if (index < failure.index || line === undefined) return
  const text = JSON.stringify(line)
  if (!failure.allowed.some((each) => JSON.stringify(each) === text)) failure.allowed.push(line)
}

/** Keep the ways whose lines come next in the output. */
function explain(judging: Judging, belief: Belief, ways: readonly Way[]): Belief[] {
  const { plan, output, options } = judging
  return ways.flatMap(({ node, lines, deaths }) => {
    const orders = options.numbers === 'exact' ? [lines] : seenLines(lines)
    return orders.flatMap((order) => {
      const matched = matchLines(order, {
        plan,
        output,
        options,
        cursor: belief.cursor,
        names: belief.names,
        onMismatch: (index, line) => note(judging, index, line),
      })
      return matched.map((names) => {
        const cursor = belief.cursor + order.length
        return { node, cursor, names, deaths }
      })
    })
  })
}

function distinct(plan: Plan, beliefs: readonly Belief[]): Belief[] {
  const used = usedCalls(plan)
  const hasher = createHasher()
  const kept = new Map<string, Belief>()
  for (const belief of beliefs) {
    const names = [...belief.names].join()
    const key = `${hashNode(hasher, belief.node, used).join()} ${belief.cursor} ${names}`
    if (!kept.has(key)) kept.set(key, belief)
  }
  return [...kept.values()]
}
