import type { Event, Outcome } from '../../model/index.ts'
import type { Process } from '../port.ts'
import { deliver } from './deliver.ts'
import { exact, happen, type Machine, passTime } from './machine.ts'
import { createWaiting, type Waiting } from './waiting.ts'

/** A simulated world: its machine, the awaited calls, and how its processes died. */
export interface SimWorldState {
  readonly machine: Machine
  readonly waiting: Waiting
  readonly processes: Map<string, Process>
  /** Process to the signal that killed it. */
  readonly deaths: Map<string, string>
}

/** Create a world with a machine. */
export function createWorldState(machine: Machine): SimWorldState {
  const world: SimWorldState = {
    machine,
    waiting: createWaiting(machine, (seconds) => advance(world, seconds)),
    processes: new Map(),
    deaths: new Map(),
  }
  return world
}

/** Apply an event, and all internal steps that follow. */
export function happenIn(world: SimWorldState, event: Event): void {
  world.machine.activity++
  happen(world.machine, event, deliverIn(world))
}

/** Move the clock, and record that as a call of the trace. */
export function advance(world: SimWorldState, seconds: number): void {
  record(world, { call: 'advance', args: [seconds] }, () => {
    passTime(world.machine, seconds, deliverIn(world))
    return 0
  })
}

/** Do something other than a system call; its output line comes after its effects. */
export function record(
  world: SimWorldState,
  line: Readonly<Record<string, unknown>>,
  act: () => number,
): number {
  const { machine } = world
  const id = machine.nextId++
  machine.activity++
  machine.input.push({ id, ...line })
  const result = act()
  machine.output.push({ id, result, at: exact(machine.state.now) })
  return result
}

/** Throw if the world was disposed. */
export function assertOpen(machine: Machine, what: string): void {
  if (!machine.disposed) return
  throw new Error(`Cannot ${what}: the world of ${machine.target} was disposed`)
}

function deliverIn(world: SimWorldState) {
  return (machine: Machine, outcome: Outcome): void => {
    if (outcome.kind === 'killed') world.deaths.set(outcome.process, outcome.signal)
    deliver(machine, outcome)
  }
}
