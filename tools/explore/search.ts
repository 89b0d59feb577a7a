import { applyMove } from './apply-move.ts'
import { type CallOutcome, outcomeText } from './call-outcome.ts'
import { createEndTable, type EndTable, unfinished } from './ends.ts'
import { hashNode, usedCalls } from './hash-node.ts'
import { createHasher, type Hasher } from './hasher.ts'
import type { Invariant, View, Violation } from './invariants/index.ts'
import { isFree, listMoves } from './list-moves.ts'
import type { Move } from './move.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'
import { createReduction, type Reduce } from './reduce-moves.ts'
import { createStateTable, type StateTable } from './state-table.ts'

export interface SearchOptions {
  readonly maxStates: number
  readonly maxDepth: number
  readonly reduction: boolean
  /** Whether the kernel takes internal steps at once and in a fixed order. */
  readonly prompt: boolean
  readonly invariants: readonly Invariant[]
  /** Whether to find the combined outcomes of all calls. */
  readonly together: boolean
  readonly onProgress?: (progress: SearchProgress) => void
}

/** Progress of a search. */
export interface SearchProgress {
  readonly states: number
  readonly edges: number
  /** States reached but not visited. */
  readonly open: number
  readonly depth: number
}

/** First sighting: a state, and the index of the move from it; -1: the state itself. */
export interface Place {
  readonly state: number
  readonly move: number
}

/** The first sighting of something, with the number of sightings. */
export interface Sighting extends Place {
  count: number
}

/** An outcome of a call, as sighted. */
export interface SeenOutcome extends Sighting {
  readonly outcome: CallOutcome
}

/** A violation of an invariant, as sighted. */
export interface SeenViolation extends Sighting {
  readonly invariant: Invariant
  readonly violation: Violation
}

/** Result of a search. */
export interface SearchResult {
  readonly complete: boolean
  readonly states: number
  readonly edges: number
  readonly terminals: number
  readonly depth: number
  readonly bytes: number
  readonly table: StateTable
  /** By index in the plan, then by the text of the outcome. */
  readonly outcomes: readonly Map<string, SeenOutcome>[]
  /** Undefined: not requested, or too many. */
  readonly ends: readonly (readonly CallOutcome[])[] | undefined
  readonly violations: Map<string, SeenViolation>
}

interface Open {
  readonly node: Node
  readonly index: number
  readonly depth: number
}

interface Search {
  readonly plan: Plan
  readonly options: SearchOptions
  readonly hasher: Hasher
  readonly reduce: Reduce | undefined
  readonly table: StateTable
  readonly outcomes: Map<string, SeenOutcome>[]
  readonly ends: EndTable | undefined
  readonly used: readonly boolean[]
  readonly violations: Map<string, SeenViolation>
  /** States reached but not visited, from `head` on. */
  queue: Open[]
  head: number
  edges: number
  terminals: number
  depth: number
  complete: boolean
}

/** Visit every reachable state, the nearest first. */
export function search(plan: Plan, start: Node, options: SearchOptions): SearchResult {
  const steps = searchInSteps(plan, start, options)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** As `search`, but yield from time to time. */
export function* searchInSteps(
  plan: Plan,
  start: Node,
  options: SearchOptions,
): Generator<undefined, SearchResult, undefined> {
  const under: Search = {
    plan,
    options,
    hasher: createHasher(),
    reduce: options.reduction ? createReduction(plan) : undefined,
    table: createStateTable(),
    outcomes: plan.calls.map(() => new Map()),
    ends: options.together ? createEndTable(plan) : undefined,
    used: usedCalls(plan),
    violations: new Map(),
    queue: [{ node: start, index: 0, depth: 0 }],
    head: 0,
    edges: 0,
    terminals: 0,
    depth: 0,
    complete: true,
  }
  const { table } = under
  table.add(hashNode(under.hasher, start, under.used), -1, 0)
  for (let visits = 1; under.head < under.queue.length; visits += 1) {
    visit(under)
    if (visits % 256 !== 0) continue
    tell(under)
    yield undefined
  }
  const { complete, edges, terminals, depth, outcomes, violations } = under
  const ends = under.ends?.ends(start)
  const counts = { complete, states: table.size, edges, terminals, depth, bytes: table.bytes }
  return { ...counts, table, outcomes, ends, violations }
}

function tell({ options, table, edges, queue, head, depth }: Search): void {
  options.onProgress?.({ states: table.size, edges, open: queue.length - head, depth })
}

function visit(under: Search): void {
  const open = under.queue[under.head]
  if (open === undefined) return
  under.head += 1
  if (under.head === 4096) {
    under.queue = under.queue.slice(under.head)
    under.head = 0
  }
  const { node, index, depth } = open
  under.depth = depth
  const moves = listMoves(under.plan, node, under.options.prompt)
  if (moves.length === 0) {
    under.terminals += 1
    endAt(under, node, index)
  } else if (depth >= under.options.maxDepth) {
    under.complete = false
  } else {
    for (const move of under.reduce?.(node, moves) ?? moves) {
      follow(under, open, move, moves.indexOf(move))
    }
  }
}

function follow(under: Search, { node, index, depth }: Open, move: Move, choice: number): void {
  const { table, options, hasher, used } = under
  const next = takeMove(under, node, move, { state: index, move: choice })
  under.edges += 1
  const hash = hashNode(hasher, next, used)
  let to = table.find(hash)
  if (to === -1) {
    if (table.size >= options.maxStates) {
      under.complete = false
      return
    }
    to = table.add(hash, index, choice)
    under.queue.push({ node: next, index: to, depth: depth + 1 })
  }
  under.ends?.addEdge(index, to, broughtBy(node, next))
}

function broughtBy(before: Node, after: Node): (readonly [number, CallOutcome])[] {
  return after.calls.flatMap((record, index) =>
    record?.status === 'done' && record !== before.calls[index]
      ? [[index, record.outcome] as const]
      : [],
  )
}

/** Record a state in which nothing more can happen: calls without an answer never get one. */
function endAt(under: Search, { calls }: Node, index: number): void {
  under.ends?.addTerminal(index, calls)
  for (let call = under.plan.setUp; call < calls.length; call += 1) {
    const outcome = unfinished(calls[call])
    if (outcome !== undefined) seeOutcome(under, call, { outcome, state: index, move: -1 })
  }
}

function seeOutcome({ outcomes }: Search, call: number, seen: Omit<SeenOutcome, 'count'>): void {
  const map = outcomes[call]
  if (map !== undefined) see(map, outcomeText(seen.outcome), seen)
}

function see<T extends Place>(
  map: Map<string, T & { count: number }>,
  key: string,
  place: T,
): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, { ...place, count: 1 })
  else known.count += 1
}

/** Make a move, and record its outcomes and violations. */
function takeMove(under: Search, node: Node, move: Move, place: Place): Node {
  const { plan, options } = under
  const { node: next, event, outcomes } = applyMove(plan, node, move)
  for (let index = 0; index < next.calls.length; index += 1) {
    const record = next.calls[index]
    if (record === node.calls[index] || record?.status !== 'done') continue
    seeOutcome(under, index, { outcome: record.outcome, ...place })
  }
  const view: View = {
    before: node.state,
    event,
    outcomes,
    state: next.state,
    isFree: (process) => isFree(plan, next, process),
  }
  for (const invariant of options.invariants) {
    for (const violation of invariant.check(view)) {
      const key = violation.row ?? violation.message
      see(under.violations, `${invariant.id} ${key}`, { ...place, invariant, violation })
    }
  }
  return next
}
