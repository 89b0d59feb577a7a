import type { CallId, ProfileName } from '../model/index.ts'
import type { CallOutcome } from './call-outcome.ts'
import { invariants as allInvariants, type Invariant, speaksOf } from './invariants/index.ts'
import type { Node } from './node.ts'
import { makePlan, type Plan } from './plan.ts'
import type { Scenario } from './scenario.ts'
import { type Schedule, scheduleTo } from './schedule.ts'
import {
  type Place,
  type SearchOptions,
  type SearchProgress,
  type SearchResult,
  search,
  searchInSteps,
} from './search.ts'
import { setUp } from './set-up.ts'

/** Options of an exploration. */
export interface ExploreOptions {
  /** First call after the setup; default: the first `async` one, else the first of all. */
  readonly from?: CallId
  /** Maximum number of states; default 200,000. */
  readonly maxStates?: number
  /** Maximum number of moves on a path; default: no limit. */
  readonly maxDepth?: number
  /** Skip orders that cannot make a difference; default true. */
  readonly reduction?: boolean
  /** Also find the combined outcomes of all calls, which takes longer; default false. */
  readonly together?: boolean
  /** Invariants to check; default: all. */
  readonly invariants?: readonly Invariant[]
  /** Called from time to time. */
  readonly onProgress?: (progress: SearchProgress) => void
}

/** A possible outcome of a call. */
export interface PossibleOutcome {
  readonly outcome: CallOutcome
  /** A shortest schedule that leads to it. */
  readonly schedule: Schedule
}

/** A call after the setup, with all its possible outcomes. */
export interface ExploredCall {
  readonly id: CallId
  readonly process: string
  readonly call: string
  /** In the order in which the search found them. */
  readonly outcomes: readonly PossibleOutcome[]
}

/** A violation of an invariant, with a shortest schedule that leads to it. */
export interface Finding {
  readonly invariant: string
  readonly title: string
  readonly message: string
  /** Row of the specification that declares it for this profile; absent: a failure. */
  readonly row?: string
  /** Reason in the specification. */
  readonly reason?: string
  /** Number of steps of the search that show it. */
  readonly count: number
  readonly schedule: Schedule
}

/** Result of an exploration. */
export interface Exploration {
  readonly profile: ProfileName
  /** `bounded`: not all states were visited. */
  readonly extent: 'complete' | 'bounded'
  readonly states: number
  readonly edges: number
  /** Number of states in which nothing more can happen. */
  readonly terminals: number
  /** Length of the longest shortest path. */
  readonly depth: number
  /** Memory for each visited state. */
  readonly bytesPerState: number
  /** Calls made in order before the search. */
  readonly setUp: readonly CallId[]
  readonly calls: readonly ExploredCall[]
  /** Sorted combinations of the outcomes of all calls; absent if not requested, or too many. */
  readonly ends?: readonly (readonly CallOutcome[])[]
  readonly findings: readonly Finding[]
}

/**
 * Visit every state that the processes of a scenario can reach, in every order of their calls, of
 * internal steps of the kernel, and of deadlines.
 *
 * The calls of one process keep their order, and wait for results that they use. The search is
 * breadth-first over 128-bit hashes, so counts are reproducible and schedules are shortest ones.
 *
 * @param profile
 *   Kernel to simulate.
 * @param scenario
 *   World and calls, as in a trace.
 * @param options
 *   Limits, setup and invariants.
 * @returns
 *   Counts, outcomes of each call, and violations of invariants.
 * @throws {RangeError}
 *   If `from` is not the id of a call.
 * @see measured: test/explore/explore.test.ts
 */
export function explore(
  profile: ProfileName,
  scenario: Scenario,
  options: ExploreOptions = {},
): Exploration {
  const plan = makePlan(scenario, options.from)
  const start = setUp(plan, profile)
  const wide = searchOptionsOf(options)
  return conclude(profile, { plan, start, wide, result: search(plan, start, wide) })
}

/**
 * Explore as `explore` does, but pause from time to time.
 *
 * @param given
 *   Kernel to simulate, world and calls.
 * @param options
 *   Options of `explore`.
 * @param pause
 *   Awaited after every few hundred states; an error ends the search.
 * @returns
 *   Result of `explore`.
 * @throws {RangeError}
 *   If `from` is not the id of a call.
 * @see measured: test/explore/explore.test.ts
 */
export async function exploreInTurns(
  given: { readonly profile: ProfileName; readonly scenario: Scenario },
  options: ExploreOptions,
  pause: () => Promise<void>,
): Promise<Exploration> {
  const plan = makePlan(given.scenario, options.from)
  const start = setUp(plan, given.profile)
  const wide = searchOptionsOf(options)
  const steps = searchInSteps(plan, start, wide)
  for (;;) {
    const { done, value: result } = steps.next()
    if (done === true) return conclude(given.profile, { plan, start, wide, result })
    await pause()
  }
}

function searchOptionsOf(options: ExploreOptions): SearchOptions {
  return {
    maxStates: options.maxStates ?? 200_000,
    maxDepth: options.maxDepth ?? Number.POSITIVE_INFINITY,
    reduction: options.reduction ?? true,
    prompt: false,
    together: options.together ?? false,
    invariants: options.invariants ?? allInvariants,
    ...(options.onProgress && { onProgress: options.onProgress }),
  }
}

interface Ended {
  readonly plan: Plan
  readonly start: Node
  readonly wide: SearchOptions
  readonly result: SearchResult
}

function conclude(profile: ProfileName, { plan, start, wide, result }: Ended): Exploration {
  const sought = result.violations.size === 0 ? [] : wide.invariants
  const { onProgress: _, ...quiet } = wide
  const narrow = { ...quiet, reduction: false, prompt: true, together: false, invariants: sought }
  const prompt = lazily(() => search(plan, start, narrow))
  const searched: Searched = { plan, start, result, prompt }
  return {
    profile,
    extent: result.complete ? 'complete' : 'bounded',
    states: result.states,
    edges: result.edges,
    terminals: result.terminals,
    depth: result.depth,
    bytesPerState: Math.round(result.bytes / result.states),
    setUp: plan.calls.slice(0, plan.setUp).map(({ id }) => id),
    calls: callsOf(searched),
    ...(result.ends && { ends: result.ends }),
    findings: findingsOf(searched, profile),
  }
}

interface Searched {
  readonly plan: Plan
  readonly start: Node
  readonly result: SearchResult
  /** The same search with a kernel that acts at once, whose schedules can be replayed. */
  readonly prompt: () => SearchResult
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

function callsOf(searched: Searched): ExploredCall[] {
  const { plan, result } = searched
  return plan.calls.slice(plan.setUp).map(({ id, process, call }, offset) => {
    const index = plan.setUp + offset
    const seen = [...(result.outcomes[index] ?? [])].map(([text, { outcome, ...place }]) => ({
      outcome,
      schedule: shortest(searched, place, (from) => from.outcomes[index]?.get(text)),
    }))
    return { id, process, call, outcomes: seen }
  })
}

/** A replayable schedule, if there is one. */
function shortest(
  { plan, start, result, prompt }: Searched,
  place: Place,
  find: (from: SearchResult) => Place | undefined,
): Schedule {
  const plain = find(prompt())
  if (plain !== undefined) {
    return scheduleTo(plan, start, prompt(), { place: plain, prompt: true })
  }
  return scheduleTo(plan, start, result, { place, prompt: false })
}

function findingsOf(searched: Searched, profile: ProfileName): Finding[] {
  return [...searched.result.violations].map(([key, seen]) => {
    const { invariant, violation, count } = seen
    const declared = invariant.declared.find(
      (each) => each.row === violation.row && speaksOf(each, profile),
    )
    return {
      invariant: invariant.id,
      title: invariant.title,
      message: violation.message,
      ...(declared && { row: declared.row, reason: declared.reason }),
      count,
      schedule: shortest(searched, seen, (from) => from.violations.get(key)),
    }
  })
}
