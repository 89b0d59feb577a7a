import {
  createState,
  type Event,
  enabled,
  type FileSystemName,
  nextDeadline,
  type ProfileName,
  type State,
  step,
} from '../../../tools/model/index.ts'
import { leaseStateOf } from './lease-state.ts'
import { type Move, movesOf, settings } from './moves.ts'

/** A transition between states of a lease. */
export interface LeaseEdge {
  readonly from: string
  readonly to: string
  /** Causes, sorted: `holder: F_UNLCK`, `breaker: open O_WRONLY`, `time is up`. */
  readonly labels: readonly string[]
}

/** All states of one lease, in the order in which they are found, and all transitions. */
export interface LeaseGraph {
  readonly states: readonly string[]
  readonly edges: readonly LeaseEdge[]
}

/** States that differ only in numbers and times are explored once. */
const outlook = (state: State): string => {
  const { breaker } = state.processes
  const asleep = state.sleepers.map(({ call }) => call).join()
  return [leaseStateOf(state), Object.keys(breaker?.fds ?? {}).join(), asleep].join(' | ')
}

/**
 * Explore the states of the lease of one holder, with one breaker.
 *
 * The holder has the file open, for reading or for both, mapped or not; it takes, changes and
 * releases its lease. The breaker opens and truncates; a break waits until the holder answers or
 * its time is up.
 *
 * @returns
 *   States by name: `none`, `read`, `write, asked to become read`, …; the first one is `none`.
 */
export function leaseGraph(profile: ProfileName, fs: FileSystemName): LeaseGraph {
  const graph: Found = { states: new Set(['none']), edges: new Map() }
  for (const setting of settings) exploreFrom(begin(profile, fs, setting), graph)
  return { states: [...graph.states], edges: toEdges(graph.edges) }
}

interface Found {
  readonly states: Set<string>
  /** `FROM\nTO` to labels. */
  readonly edges: Map<string, Set<string>>
}

function exploreFrom(first: State, { states, edges }: Found): void {
  const found = new Map([[outlook(first), first]])
  for (const state of found.values()) {
    for (const move of [...movesOf(state), ...waitMove(state)]) {
      const after = settle(step(state, move.event).state)
      noteEdge(edges, [leaseStateOf(state), leaseStateOf(after)], move)
      states.add(leaseStateOf(after))
      if (!found.has(outlook(after))) found.set(outlook(after), after)
    }
  }
}

function begin(profile: ProfileName, fs: FileSystemName, setting: readonly Event[]): State {
  let state = createState(profile, { fs, files: [{ name: 'f', size: 65536 }] })
  for (const process of ['holder', 'breaker']) {
    state = step(state, { kind: 'spawn', process }).state
  }
  for (const event of setting) state = step(state, event).state
  return state
}

function settle(start: State): State {
  let state = start
  for (let [event] = enabled(state); event !== undefined; [event] = enabled(state)) {
    state = step(state, event).state
  }
  return state
}

function waitMove(state: State): readonly Move[] {
  const to = nextDeadline(state)
  return to === undefined ? [] : [{ label: 'time is up', event: { kind: 'advance', to } }]
}

function noteEdge(
  edges: Map<string, Set<string>>,
  [from, to]: readonly [string, string],
  { label }: Move,
): void {
  if (from === to) return
  const key = `${from}\n${to}`
  edges.set(key, (edges.get(key) ?? new Set()).add(label))
}

function toEdges(edges: ReadonlyMap<string, ReadonlySet<string>>): readonly LeaseEdge[] {
  return [...edges].map(([key, labels]) => {
    const [from = '', to = ''] = key.split('\n')
    return { from, to, labels: [...labels].sort() }
  })
}
