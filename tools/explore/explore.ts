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

/** How a scenario is explored. */
export interface ExploreOptions {
  /** First call that is not set-up; default: the first `async` one, else the first of all. */
  readonly from?: CallId
  /** Default 200,000. */
  readonly maxStates?: number
  /** Moves on one path; default: no bound. */
  readonly maxDepth?: number
  /** Leave out orders that cannot matter; default true. */
  readonly reduction?: boolean
  /** Tell also which outcomes the calls can have together; default false, because it takes longer. */
  readonly together?: boolean
  /** Default: all. */
  readonly invariants?: readonly Invariant[]
  /** Called now and then. */
  readonly onProgress?: (progress: SearchProgress) => void
}

/** An outcome that a call can have. */
export interface PossibleOutcome {
  readonly outcome: CallOutcome
  /** The shortest way there. */
  readonly schedule: Schedule
}

/** A call after the set-up, with everything that can come of it. */
export interface ExploredCall {
  readonly id: CallId
  readonly process: string
  readonly call: string
  /** In the order in which the search met them. */
  readonly outcomes: readonly PossibleOutcome[]
}

/** A violation of an invariant with the shortest way there. */
export interface Finding {
  readonly invariant: string
  readonly title: string
  readonly message: string
  /** Row of the specification that declares it for this profile; absent: it is a failure. */
  readonly row?: string
  /** Why the specification has it so. */
  readonly reason?: string
  /** Steps of the search that show it. */
  readonly count: number
  readonly schedule: Schedule
}

/** Everything that can happen. */
export interface Exploration {
  readonly profile: ProfileName
  /** `bounded`: there is more than what was looked at. */
  readonly extent: 'complete' | 'bounded'
  readonly states: number
  readonly edges: number
  /** States in which nothing more can happen. */
  readonly terminals: number
  /** Moves on the longest of the shortest paths. */
  readonly depth: number
  /** Memory that each visited state keeps. */
  readonly bytesPerState: number
  /** Calls made in order before the search began. */
  readonly setUp: readonly CallId[]
  readonly calls: readonly ExploredCall[]
  /** Outcomes of all these calls together, call by call, sorted; only if asked for, and not millions. */
  readonly ends?: readonly (readonly CallOutcome[])[]
  readonly findings: readonly Finding[]
}

/**
 * Visit every state that the processes of a scenario can reach, in every order of their calls, of
 * what the kernel does by itself, and of the deadlines.
 *
 * The calls of one process keep their order, and wait for results that they use. The search is
 * breadth-first over hashes of 128 bits, so counts are the same on every run and each schedule is
 * a shortest one.
 *
 * @param profile
 *   Kernel to be.
 * @param scenario
 *   World and calls, as a trace has them.
 * @param options
 *   Bounds, set-up, invariants.
 * @returns
 *   Counts, outcomes of each call, and violations of invariants.
 * @throws {RangeError}
 *   If `from` is the id of no call.
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
 * Do the same as `explore`, with a pause now and then in which others can run.
 *
 * @param given
 *   Kernel to be, and world and calls.
 * @param options
 *   Those of `explore`.
 * @param pause
 *   Awaited after every few hundred states; what it throws ends the search.
 * @returns
 *   What `explore` returns.
 * @throws {RangeError}
 *   If `from` is the id of no call.
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

/** A search that has ended. */
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
  /** The same with a kernel that acts at once, whose schedules a replay can follow. */
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

/** A schedule that a replay can follow, where there is one. */
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
