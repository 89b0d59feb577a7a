import type {
  Event,
  FileSystemName,
  Outcome,
  ProfileName,
  Settings,
  State,
} from '../../tools/model/index.ts'
import { createState, enabled, nextDeadline, step } from '../../tools/model/index.ts'
import { noteProfile, watchProfiles } from './rows/shows.ts'

watchProfiles()

export const P = 4096
export const SETLEASE = 1024
export const GETLEASE = 1025
export const UNLCK = 2

export function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const key in value) freeze((value as Record<string, unknown>)[key])
}

/** A machine driven by hand: its state is frozen before each step, and is valid JSON after it. */
export interface Machine {
  readonly outcomes: readonly Outcome[]
  readonly state: State
  /** Perform an event, then all that it enables. */
  event(event: Event): readonly Outcome[]
  /** Make a call; the answer is a value, an errno name, `blocked` or `killed SIGNAL`. */
  call(process: string, name: string, ...args: readonly unknown[]): unknown
  /** Latest answer of a call. */
  answer(id: number): unknown
  /** Number of the last call. */
  readonly last: number
  /** Let `seconds` pass, deadline by deadline. */
  advance(seconds: number): void
  /** Signals generated for a process. */
  signals(process: string): readonly string[]
}

export function machine(profile: ProfileName, settings: Settings = {}): Machine {
  noteProfile(profile)
  let state = createState(profile, settings)
  const outcomes: Outcome[] = []
  const answers = new Map<unknown, unknown>()
  let last = 0
  function note(outcome: Outcome): void {
    if (outcome.kind === 'result') answers.set(outcome.id, outcome.value)
    if (outcome.kind === 'error') answers.set(outcome.id, outcome.code)
    if (outcome.kind === 'blocked') answers.set(outcome.id, 'blocked')
    if (outcome.kind === 'supportless') answers.set(outcome.id, `unsupported ${outcome.capability}`)
  }
  function one(event: Event): void {
    freeze(state)
    const result = step(state, event)
    const copy = JSON.parse(JSON.stringify(result.state)) as State
    if (JSON.stringify(copy) !== JSON.stringify(result.state)) throw new Error('state is not JSON')
    state = copy
    for (const outcome of result.outcomes) {
      outcomes.push(outcome)
      note(outcome)
    }
  }
  function settle(): void {
    for (let [next] = enabled(state); next !== undefined; [next] = enabled(state)) one(next)
  }
  const self: Machine = {
    outcomes,
    get state() {
      return state
    },
    get last() {
      return last
    },
    event(event) {
      const from = outcomes.length
      one(event)
      settle()
      return outcomes.slice(from)
    },
    call(process, name, ...args) {
      if (!(process in state.processes)) self.event({ kind: 'spawn', process })
      last += 1
      self.event({ kind: 'call', id: last, process, call: name, args })
      return answers.get(last)
    },
    answer: (id) => answers.get(id),
    advance(seconds) {
      const end = state.now + seconds
      for (let at = nextDeadline(state); at !== undefined && at <= end; at = nextDeadline(state)) {
        self.event({ kind: 'advance', to: at })
      }
      self.event({ kind: 'advance', to: end })
    },
    signals: (process) =>
      outcomes.flatMap((each) =>
        each.kind === 'signal' && each.process === process ? [each.signal] : [],
      ),
  }
  return self
}

/** Filesystems by the letters of the conformance scenarios. */
export const fixtures: Readonly<Record<string, FileSystemName>> = {
  E: 'ext4-dax',
  X: 'xfs-dax',
  e: 'ext4',
  x: 'xfs',
  t: 'tmpfs',
}
