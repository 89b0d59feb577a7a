import { applyMove } from './apply-move.ts'
import { hashNode } from './hash-node.ts'
import { createHasher, type Hasher } from './hasher.ts'
import type { Invariant, View, Violation } from './invariant.ts'
import { isFree, listMoves } from './list-moves.ts'
import type { Move } from './move.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'
import { createReduction, type Reduce } from './reduce-moves.ts'
import { createStateTable, type StateTable } from './state-table.ts'

/** How a search is bounded and what it looks for. */
export interface SearchOptions {
  readonly maxStates: number
  readonly maxDepth: number
  readonly reduction: boolean
  /** The kernel acts at once and in its fixed order. */
  readonly prompt: boolean
  readonly invariants: readonly Invariant[]
  readonly onProgress?: (progress: SearchProgress) => void
}

/** How far a search is. */
export interface SearchProgress {
  readonly states: number
  readonly edges: number
  /** Reached and not looked at yet. */
  readonly open: number
  readonly depth: number
}

/** Where something was seen first: a state, and which of its moves showed it; -1: the start. */
export interface Place {
  readonly state: number
  readonly move: number
}

/** Something seen, how often, and where first. */
export interface Sighting extends Place {
  count: number
}

/** A violation of an invariant. */
export interface SeenViolation extends Sighting {
  readonly invariant: Invariant
  readonly violation: Violation
}

/** Everything that a search found. */
export interface SearchResult {
  readonly complete: boolean
  readonly states: number
  readonly edges: number
  readonly terminals: number
  readonly depth: number
  readonly bytes: number
  readonly table: StateTable
  /** By index of the plan: outcome to where it was seen first. */
  readonly outcomes: readonly Map<string, Sighting>[]
  /** Outcomes of all calls together, as JSON, by terminal state. */
  readonly ends: Map<string, Sighting>
  readonly violations: Map<string, SeenViolation>
}

interface Open {
  readonly node: Node
  readonly index: number
  readonly depth: number
}

/** A search under way. */
interface Search {
  readonly plan: Plan
  readonly options: SearchOptions
  readonly hasher: Hasher
  readonly reduce: Reduce | undefined
  readonly table: StateTable
  readonly outcomes: Map<string, Sighting>[]
  readonly ends: Map<string, Sighting>
  readonly violations: Map<string, SeenViolation>
  /** Reached and not looked at yet, from `head` on. */
  queue: Open[]
  head: number
  edges: number
  terminals: number
  depth: number
  complete: boolean
}

/** Visit every state that can be reached, the nearest first. */
export function search(plan: Plan, start: Node, options: SearchOptions): SearchResult {
  const under: Search = {
    plan,
    options,
    hasher: createHasher(),
    reduce: options.reduction ? createReduction(plan) : undefined,
    table: createStateTable(),
    outcomes: plan.calls.map(() => new Map()),
    ends: new Map(),
    violations: new Map(),
    queue: [{ node: start, index: 0, depth: 0 }],
    head: 0,
    edges: 0,
    terminals: 0,
    depth: 0,
    complete: true,
  }
  const { table } = under
  table.add(hashNode(under.hasher, start), -1, 0)
  for (let visits = 1; under.head < under.queue.length; visits += 1) {
    visit(under)
    if (visits % 1024 === 0) tell(under)
  }
  const { complete, edges, terminals, depth, outcomes, ends, violations } = under
  const counts = { complete, states: table.size, edges, terminals, depth, bytes: table.bytes }
  return { ...counts, table, outcomes, ends, violations }
}

function tell({ options, table, edges, queue, head, depth }: Search): void {
  options.onProgress?.({ states: table.size, edges, open: queue.length - head, depth })
}

/** Look at the next open state: what it ends with, or where it leads. */
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
    see(under.ends, endOf(under.plan, node), { state: index, move: -1 })
  } else if (depth >= under.options.maxDepth) {
    under.complete = false
  } else {
    for (const move of under.reduce?.(node, moves) ?? moves) {
      follow(under, open, move, moves.indexOf(move))
    }
  }
}

function follow(under: Search, { node, index, depth }: Open, move: Move, choice: number): void {
  const { table, options } = under
  const next = takeMove(under, node, move, { state: index, move: choice })
  under.edges += 1
  if (table.size >= options.maxStates) {
    under.complete &&= table.has(hashNode(under.hasher, next))
    return
  }
  const added = table.add(hashNode(under.hasher, next), index, choice)
  if (added !== -1) under.queue.push({ node: next, index: added, depth: depth + 1 })
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

/** Make a move, and note what it showed. */
function takeMove(under: Search, node: Node, move: Move, place: Place): Node {
  const { plan, options } = under
  const { node: next, event, outcomes } = applyMove(plan, node, move)
  for (let index = 0; index < next.calls.length; index += 1) {
    const record = next.calls[index]
    if (record === node.calls[index] || record?.status !== 'done') continue
    const map = under.outcomes[index]
    if (map !== undefined) see(map, record.outcome, place)
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

/** Outcomes of all calls: what was never made and what never returned are outcomes too. */
function endOf(plan: Plan, { calls }: Node): string {
  return JSON.stringify(
    plan.calls.slice(plan.setUp).map((_, index) => outcomeOf(calls[index + plan.setUp])),
  )
}

/** What a call came to when nothing can happen any more. */
export function outcomeOf(record: Node['calls'][number]): string {
  if (record === undefined) return 'not made'
  return record.status === 'done' ? record.outcome : 'blocks'
}
