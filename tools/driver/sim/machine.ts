import type { Event, Outcome, State } from '../../model/index.ts'
import { enabled, nextDeadline, step } from '../../model/index.ts'
import type { TraceLine } from '../port.ts'
import { createNameTable, type NameTable } from '../trace/name-table.ts'
import type { SimCall } from './sim-call.ts'

/** A call that the model has not answered yet. */
export interface PendingCall {
  readonly promise: SimCall<unknown>
  readonly process: string
  readonly call: string
  readonly args: readonly unknown[]
  readonly as?: string
  /** What the program called; stacks begin above it. */
  readonly entry: (...args: readonly unknown[]) => unknown
  /** What it sleeps for, while it does. */
  waitsFor?: string
  /** Where it was made, for the stack of an error that comes later. */
  stack?: string
}

/** The model's state with everything that turns its outcomes into promises and trace lines. */
export interface Machine {
  readonly target: string
  state: State
  nextId: number
  readonly input: TraceLine[]
  readonly output: TraceLine[]
  /** Calls beside which their process made others. */
  readonly threaded: (number | string)[]
  readonly pending: Map<number | string, PendingCall>
  readonly names: NameTable
  /** Counts what was asked of the world, so that a pause can be told from work. */
  activity: number
  disposed: boolean
}

/** Handles one outcome; `event.ts` and friends stay free of promises. */
export type Deliver = (machine: Machine, outcome: Outcome) => void

/** A machine in its first state. */
export function createMachine(target: string, state: State): Machine {
  return {
    target,
    state,
    nextId: 1,
    input: [],
    output: [],
    threaded: [],
    pending: new Map(),
    names: createNameTable(),
    activity: 0,
    disposed: false,
  }
}

/** Let an event happen, and then all that follows from it by itself. */
export function happen(machine: Machine, event: Event, deliver: Deliver): void {
  take(machine, event, deliver)
  settle(machine, deliver)
}

/** Let things happen by themselves until nothing can without a call or the clock. */
export function settle(machine: Machine, deliver: Deliver): void {
  for (
    let [event] = enabled(machine.state);
    event !== undefined;
    [event] = enabled(machine.state)
  ) {
    take(machine, event, deliver)
  }
}

/** Move the clock, from deadline to deadline. */
export function passTime(machine: Machine, seconds: number, deliver: Deliver): void {
  const to = exact(machine.state.now + seconds)
  for (;;) {
    const deadline = nextDeadline(machine.state)
    // Sums of fractions may miss a deadline by a rounding error.
    if (deadline === undefined || deadline > to + 1e-9) break
    happen(machine, { kind: 'advance', to: Math.max(deadline, machine.state.now) }, deliver)
  }
  if (to > machine.state.now) happen(machine, { kind: 'advance', to }, deliver)
}

/** Seconds without the noise of binary fractions: whole microseconds. */
export function exact(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6
}

function take(machine: Machine, event: Event, deliver: Deliver): void {
  const { state, outcomes } = step(machine.state, event)
  machine.state = state
  const own = 'id' in event ? event.id : undefined
  const isOwn = (outcome: Outcome) => own !== undefined && 'id' in outcome && outcome.id === own
  // A reader wants the call's own line first, then what it caused.
  for (const outcome of outcomes) if (isOwn(outcome)) deliver(machine, outcome)
  for (const outcome of outcomes) if (!isOwn(outcome)) deliver(machine, outcome)
}
