import type { Event, Outcome } from '../../model/index.ts'
import type { Process } from '../port.ts'
import { deliver } from './deliver.ts'
import { exact, happen, type Machine, passTime } from './machine.ts'
import { createWaiting, type Waiting } from './waiting.ts'

/** A simulated world: the machine, who waits for it, and how its processes died. */
export interface SimWorldState {
  readonly machine: Machine
  readonly waiting: Waiting
  readonly processes: Map<string, Process>
  /** Process to the signal that killed it. */
  readonly deaths: Map<string, string>
}

/** Put a machine into a world. */
export function createWorldState(machine: Machine): SimWorldState {
  const world: SimWorldState = {
    machine,
    waiting: createWaiting(machine, (seconds) => advance(world, seconds)),
    processes: new Map(),
    deaths: new Map(),
  }
  return world
}

/** Let an event happen, and all that follows from it. */
export function happenIn(world: SimWorldState, event: Event): void {
  world.machine.activity++
  happen(world.machine, event, deliverIn(world))
}

/** Move the clock, and write that down as a call of the trace. */
export function advance(world: SimWorldState, seconds: number): void {
  record(world, { call: 'advance', args: [seconds] }, () => {
    passTime(world.machine, seconds, deliverIn(world))
    return 0
  })
}

/** Do something that is no system call; its line comes after what it brought about. */
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

/** Refuse to go on in a world that was disposed. */
export function assertOpen(machine: Machine, what: string): void {
  if (!machine.disposed) return
  throw new Error(`Cannot ${what}: current value is a disposed world of ${machine.target}`)
}

function deliverIn(world: SimWorldState) {
  return (machine: Machine, outcome: Outcome): void => {
    if (outcome.kind === 'killed') world.deaths.set(outcome.process, outcome.signal)
    deliver(machine, outcome)
  }
}
