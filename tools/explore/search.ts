import { applyMove } from './apply-move.ts'
import { hashNode } from './hash-node.ts'
import { createHasher } from './hasher.ts'
import type { Invariant, View, Violation } from './invariant.ts'
import { isFree, listMoves } from './list-moves.ts'
import type { Move } from './move.ts'
import type { Node } from './node.ts'
import type { Plan } from './plan.ts'
import { createReduction } from './reduce-moves.ts'
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

/**
 * Visit every state that can be reached, the nearest first.
 */
export function search(plan: Plan, start: Node, options: SearchOptions): SearchResult {
  const hasher = createHasher()
  const table = createStateTable()
  const reduce = options.reduction ? createReduction(plan) : undefined
  const found: Found = {
    plan,
    options,
    outcomes: plan.calls.map(() => new Map()),
    ends: new Map(),
    violations: new Map(),
  }
  table.add(hashNode(hasher, start), -1, 0)
  let queue: Open[] = [{ node: start, index: 0, depth: 0 }]
  let [edges, terminals, deepest, complete] = [0, 0, 0, true]
  for (let head = 0; head < queue.length; head += 1) {
    const open = queue[head]
    if (open === undefined) break
    if (head >= 4096) {
      queue = queue.slice(head)
      head = 0
    }
    const { node, index, depth } = open
    deepest = depth
    const moves = listMoves(plan, node, options.prompt)
    if (moves.length === 0) {
      terminals += 1
      see(found.ends, endOf(plan, node), { state: index, move: -1 })
      continue
    }
    if (depth >= options.maxDepth) {
      complete = false
      continue
    }
    for (const move of reduce?.(node, moves) ?? moves) {
      const place = { state: index, move: moves.indexOf(move) }
      const next = takeMove(found, node, move, place)
      edges += 1
      if (table.size >= options.maxStates) {
        complete = false
        continue
      }
      const added = table.add(hashNode(hasher, next), index, place.move)
      if (added !== -1) queue.push({ node: next, index: added, depth: depth + 1 })
    }
    if (head % 1024 === 0) {
      options.onProgress?.({ states: table.size, edges, open: queue.length - head, depth })
    }
  }
  const { outcomes, ends, violations } = found
  return {
    complete,
    states: table.size,
    edges,
    terminals,
    depth: deepest,
    bytes: table.bytes,
    table,
    outcomes,
    ends,
    violations,
  }
}

interface Found extends Pick<SearchResult, 'outcomes' | 'ends' | 'violations'> {
  readonly plan: Plan
  readonly options: SearchOptions
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
function takeMove(found: Found, node: Node, move: Move, place: Place): Node {
  const { plan, options } = found
  const { node: next, event, outcomes } = applyMove(plan, node, move)
  for (const [index, record] of next.calls.entries()) {
    if (record?.status !== 'done' || node.calls[index]?.status === 'done') continue
    const map = found.outcomes[index]
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
      see(found.violations, `${invariant.id} ${key}`, { ...place, invariant, violation })
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
