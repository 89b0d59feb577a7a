import { type CallOutcome, outcomeText } from './call-outcome.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'

/** Moves of a search with their outcomes, to find the combined outcomes of all calls. */
export interface EndTable {
  /** Add a move from one state to another, with its outcomes. */
  addEdge(from: number, to: number, brought: readonly (readonly [number, CallOutcome])[]): void
  /** Add a state in which nothing more can happen. */
  addTerminal(state: number, calls: Node['calls']): void
  /** Combined outcomes of the calls after the setup, call by call; undefined: too many. */
  ends(start: Node): readonly (readonly CallOutcome[])[] | undefined
}

/** Limit for combinations of a state and the outcomes before it. */
const most = 2_000_000

interface Edge {
  readonly to: number
  readonly brought: readonly (readonly [number, string])[]
}

/** Create an empty table. */
export function createEndTable(plan: Plan): EndTable {
  const edges: Edge[][] = []
  const terminals = new Map<number, Node['calls']>()
  // Combinations are compared by text, which takes less memory.
  const outcomes = new Map<string, CallOutcome>()
  const note = (outcome: CallOutcome): string => {
    const text = outcomeText(outcome)
    outcomes.set(text, outcome)
    return text
  }
  return {
    addEdge(from, to, given) {
      const brought = given.map(([index, outcome]) => [index, note(outcome)] as const)
      const known = edges[from] ?? []
      edges[from] = known
      const isNew = brought.length > 0 || !known.some((edge) => edge.to === to)
      if (isNew) known.push({ to, brought })
    },
    addTerminal(state, calls) {
      terminals.set(state, calls)
    },
    ends(start) {
      const first = start.calls.map((record) =>
        record?.status === 'done' ? note(record.outcome) : '',
      )
      const reached = propagate(edges, JSON.stringify(first))
      if (reached === undefined) return undefined
      const found = new Set<string>()
      for (const [state, calls] of terminals) {
        for (const text of reached[state] ?? []) found.add(finish(plan, calls, { text, note }))
      }
      return [...found].sort().map((combination) => {
        const texts = JSON.parse(combination) as string[]
        return texts.flatMap((text) => outcomes.get(text) ?? [])
      })
    },
  }
}

/** For each state, all combinations of outcomes on the way there. */
function propagate(
  edges: readonly (readonly Edge[] | undefined)[],
  first: string,
): Set<string>[] | undefined {
  const reached: Set<string>[] = [new Set([first])]
  const queue: [number, string][] = [[0, first]]
  for (let count = 1; queue.length > 0; ) {
    const [state, text] = queue.pop() ?? [0, first]
    for (const { to, brought } of edges[state] ?? []) {
      const next = brought.length === 0 ? text : withOutcomes(text, brought)
      const known = reached[to] ?? new Set()
      reached[to] = known
      if (known.has(next)) continue
      known.add(next)
      queue.push([to, next])
      count += 1
      if (count > most) return undefined
    }
  }
  return reached
}

function withOutcomes(text: string, brought: Edge['brought']): string {
  const outcomes = JSON.parse(text) as string[]
  for (const [index, outcome] of brought) outcomes[index] = outcome
  return JSON.stringify(outcomes)
}

/** Add calls that were not made or did not return, which are outcomes too. */
function finish(
  plan: Plan,
  calls: Node['calls'],
  { text, note }: { readonly text: string; readonly note: (outcome: CallOutcome) => string },
): string {
  const outcomes = JSON.parse(text) as string[]
  const ended = outcomes.map((outcome, index) => {
    const open = unfinished(calls[index])
    return open === undefined ? outcome : note(open)
  })
  return JSON.stringify(ended.slice(plan.setUp))
}

/** Outcome of a call without an answer when nothing more can happen. */
export function unfinished(record: Node['calls'][number]): CallOutcome | undefined {
  if (record === undefined) return { answer: { kind: 'unmade' } }
  return record.status === 'asleep' ? { answer: { kind: 'blocks' } } : undefined
}
