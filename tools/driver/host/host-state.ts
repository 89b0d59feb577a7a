import { performance } from 'node:perf_hooks'
import type { FileSystem, TargetInfo } from '../port.ts'
import { createNameTable, type NameTable } from '../trace/name-table.ts'
import { beginWait } from '../waiting.ts'
import { type ActorState, createActor } from './actor-state.ts'
import type { KernelView } from './kernel-view.ts'
import { createRecorder, type Rank, type Recorder, recordOutput } from './recorder.ts'
import { signalName } from './signal-name.ts'
import type { Hub, HubEvent } from './wire/hub.ts'

export interface HostState {
  readonly target: TargetInfo
  readonly fs: FileSystem | undefined
  readonly kernel: KernelView
  readonly recorder: Recorder
  readonly names: NameTable
  /** By name; each resolves when the process has begun. */
  readonly processes: Map<string, Promise<ActorState>>
  /** By number on the wire. */
  readonly actors: Map<number, ActorState>
  /** `performance.now()` at the opening. */
  readonly openedMs: number
  /** Set right after the connection. */
  hub: Hub | undefined
  lastActor: number
  disposed: boolean
  /** Error of a setting that the kernel refused after the setter had returned. */
  failure?: Error
  /** Ends the current wait for other worlds. */
  endWait?: (() => void) | undefined
  /** Values on their way to the kernel. */
  readonly underway: Map<string, number>
}

/** State of a world before it is entered. */
export function createHostState(
  target: TargetInfo,
  kernel: KernelView,
  fs?: FileSystem,
): HostState {
  return {
    target,
    fs,
    kernel,
    recorder: createRecorder(),
    names: createNameTable(),
    processes: new Map(),
    actors: new Map(),
    openedMs: performance.now(),
    hub: undefined,
    lastActor: 0,
    disposed: false,
    underway: new Map(),
  }
}

/** The connection, if the world can still be used. */
export function hubOf(world: HostState, what: string): Hub {
  if (world.failure !== undefined) throw world.failure
  if (world.hub !== undefined && !world.disposed) return world.hub
  throw new Error(`Cannot ${what}: the world of ${world.target.name} was disposed`)
}

/** Seconds since the world was opened, to the millisecond. */
export function clock(world: HostState): number {
  return Math.round(performance.now() - world.openedMs) / 1000
}

/** Add an actor under the next number. */
export function addActor(world: HostState, name: string): ActorState {
  const actor = createActor(++world.lastActor, name)
  world.actors.set(actor.number, actor)
  return actor
}

/** Record an event, with the current time. */
export function note(world: HostState, rank: Rank, line: Readonly<Record<string, unknown>>): void {
  recordOutput(world.recorder, rank, { ...line, at: clock(world) })
}

/** Handle an event from an actor or the hub. */
export function takeEvent(world: HostState, number: number, event: HubEvent): void {
  if ('waiting' in event) takeWait(world, event.waiting)
  const actor = world.actors.get(number)
  if (actor === undefined) return
  if ('began' in event) actor.begin(event.began)
  else if ('received' in event) actor.receivers.shift()?.(event.received)
  else if ('signal' in event) takeSignal(world, actor, event)
  else if ('killed' in event || 'exited' in event) takeEnd(world, actor, event)
}

/** Milliseconds of waiting before a message: most worlds are short. */
const quietMs = 2_000

function takeWait(world: HostState, isWaiting: boolean): void {
  const line = `${world.target.name}: waiting for worlds with other kernel settings to end`
  world.endWait?.()
  world.endWait = isWaiting ? beginWait(line, quietMs) : undefined
}

function takeSignal(
  world: HostState,
  actor: ActorState,
  event: Extract<HubEvent, { signal: number }>,
): void {
  const fd = event.fd === undefined ? {} : { si_fd: event.fd }
  const signal = signalName(event.signal)
  note(world, 'signal', { signal, process: actor.name, ...fd })
  if (event.handled) return
  actor.collected.push({ signal, signo: event.signal, si_code: event.code, ...fd })
}

function takeEnd(
  world: HostState,
  actor: ActorState,
  event: Extract<HubEvent, { killed: number } | { exited: number }>,
): void {
  actor.dead = 'killed' in event ? signalName(event.killed) : 'SIGKILL'
  actor.begin('EIO')
  for (const receive of actor.receivers.splice(0)) receive(undefined)
  if ('killed' in event) note(world, 'signal', { killed: actor.dead, process: actor.name })
}
