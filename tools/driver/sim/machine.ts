import type { Event, Outcome, State } from '../../model/index.ts'
import { enabled, nextDeadline, step } from '../../model/index.ts'
import type { TraceLine } from '../port.ts'
import { createNameTable, type NameTable } from '../trace/name-table.ts'
import type { SimCall } from './sim-call.ts'

export interface PendingCall {
  readonly promise: SimCall<unknown>
  readonly process: string
  readonly call: string
  readonly args: readonly unknown[]
  readonly as?: string
  /** Function that the program called; stack traces begin above it. */
  readonly entry: (...args: readonly unknown[]) => unknown
  /** What it waits for, while it sleeps. */
  waitsFor?: string
  /** Stack of the caller, for a later error. */
  stack?: string
}

/** State of the model, with the calls, names and trace of its world. */
export interface Machine {
  readonly target: string
  state: State
  nextId: number
  readonly input: TraceLine[]
  readonly output: TraceLine[]
  /** Calls during which their process made others. */
  readonly threaded: (number | string)[]
  readonly pending: Map<number | string, PendingCall>
  readonly names: NameTable
  /** Number of requests, to detect that the program is idle. */
  activity: number
  disposed: boolean
}

export type Deliver = (machine: Machine, outcome: Outcome) => void

/** Create a machine in its first state. */
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

/** Apply an event, then all internal steps that follow. */
export function happen(machine: Machine, event: Event, deliver: Deliver): void {
  take(machine, event, deliver)
  settle(machine, deliver)
}

/** Take internal steps until only a call or the clock can change the state. */
export function settle(machine: Machine, deliver: Deliver): void {
  for (
    let [event] = enabled(machine.state);
    event !== undefined;
    [event] = enabled(machine.state)
  ) {
    take(machine, event, deliver)
  }
}

/** Move the clock from deadline to deadline. */
export function passTime(machine: Machine, seconds: number, deliver: Deliver): void {
  const to = exact(machine.state.now + seconds)
  for (;;) {
    const deadline = nextDeadline(machine.state)
    // Sums of fractions can miss a deadline by a rounding error.
    if (deadline === undefined || deadline > to + 1e-9) break
    happen(machine, { kind: 'advance', to: Math.max(deadline, machine.state.now) }, deliver)
  }
  if (to > machine.state.now) happen(machine, { kind: 'advance', to }, deliver)
}

/** Seconds rounded to whole microseconds. */
export function exact(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6
}

function take(machine: Machine, event: Event, deliver: Deliver): void {
  const { state, outcomes } = step(machine.state, event)
  machine.state = state
  const own = 'id' in event ? event.id : undefined
  const isOwn = (outcome: Outcome) => own !== undefined && 'id' in outcome && outcome.id === own
  // The line of the call comes first, then its consequences.
  for (const outcome of outcomes) if (isOwn(outcome)) deliver(machine, outcome)
  for (const outcome of outcomes) if (!isOwn(outcome)) deliver(machine, outcome)
}
