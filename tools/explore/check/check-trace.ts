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

/** How to compare numbers and times of a recorded output. */
export interface CheckTraceOptions {
  /**
   * `exact` (default): descriptors, process ids and handles must equal those of the model.
   * `renamed`: process ids and handles must correspond one to one, and lines of one moment can be
   * in any order that an observer of a real kernel could see.
   */
  readonly numbers?: 'exact' | 'renamed'
  /** Seconds by which times can differ; default 0, or 1 if renamed. */
  readonly slack?: number
}

/** Result of a check. */
export interface TraceCheck {
  readonly accepted: boolean
  /** Maximum number of states that were possible at one time. */
  readonly widest: number
  /** The first line that no possible state explains; absent if accepted. */
  readonly failure?: {
    /** 0-based index in the output; its length if lines are missing. */
    readonly index: number
    /** Absent: the output ends there. */
    readonly line?: OutputLine
    /** Lines allowed in its place; empty: no more lines. */
    readonly allowed: readonly OutputLine[]
  }
}

/** A state that the machine can be in. */
interface Belief {
  readonly node: Node
  /** Number of output lines that it explains. */
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
 * Check whether the model allows an output for an input.
 *
 * The check tracks each state that explains the lines so far: internal steps of the kernel can
 * happen in any order, and an unspecified answer can be any of its alternatives.
 *
 * @param profile
 *   Kernel to compare with.
 * @param scenario
 *   Input of the trace, world and calls, with the semantics of `manproof replay`.
 * @param output
 *   Lines in recorded order.
 * @param options
 *   How to compare numbers and times.
 * @returns
 *   Acceptance, or the first unexplained line with the lines allowed in its place.
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

/** Record the expected lines at the furthest line reached. */
function note({ failure }: Judging, index: number, line?: OutputLine): void {
  if (index > failure.index) Object.assign(failure, { index, allowed: [] })
  if (index < failure.index || line === undefined) return
  const text = JSON.stringify(line)
  if (!failure.allowed.some((each) => JSON.stringify(each) === text)) failure.allowed.push(line)
}

/** Keep the ways whose lines follow in the output. */
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
