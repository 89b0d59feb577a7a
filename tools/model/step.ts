import type { Draft } from './draft.ts'
import { edit, findProcess, needProcess, number, openDraft, put } from './draft.ts'
import { handlerId } from './enabled.ts'
import type { CallEvent, Event, RunEvent, SetEvent, SpawnEvent } from './event.ts'
import { tearDown } from './lease/release.ts'
import type { Outcome } from './outcome.ts'
import { interruptCall, newTask, perform, taskOf } from './perform.ts'
import { dieOf } from './process/kill-process.ts'
import { dispositionOf, handledSignal, lethalSignal, tellSignal } from './process/signal.ts'
import type { State } from './state.ts'

/** The state after an event, and its outcomes. */
export interface Step {
  readonly state: State
  readonly outcomes: readonly Outcome[]
}

function spawn(draft: Draft, { process: name, uid = 0, capLease }: SpawnEvent): undefined {
  if (findProcess(draft.state, name) !== undefined || name === '__proto__') {
    throw new Error(`Unexpected process \`${name}\`, expected a name that is free`)
  }
  put(draft, 'processes', name, {
    name,
    pid: number(draft, 'pid'),
    uid,
    capLease: capLease ?? uid === 0,
    fds: {},
    dispositions: {},
    restarting: [],
    blocked: [],
    pending: [],
    collected: [],
    context: name,
    handler: [],
    status: 'running',
  })
}

function diesNow(draft: Draft, name: string): boolean {
  const process = draft.state.processes[name]
  if (process === undefined || process.pending.length === 0) return false
  const lethal = process.status === 'running' ? lethalSignal(process) : undefined
  if (lethal === undefined) return false
  if (draft.state.sleepers.some((sleeper) => sleeper.process === name)) return false
  dieOf(draft, name, lethal.signo)
  return true
}

function call(draft: Draft, event: CallEvent): Outcome | undefined {
  const { id, process } = event
  if (needProcess(draft.state, process).status !== 'running') {
    return { kind: 'error', id, process, code: 'ESRCH', errno: -3 }
  }
  if (diesNow(draft, process)) return undefined
  const outcome = perform(newTask(draft, event))
  // A signal that the call sent to its own process kills before the call returns.
  return diesNow(draft, process) ? undefined : outcome
}

/** Wake the first sleeping call that a signal can interrupt. */
function interrupt(draft: Draft, name: string, signo: number): Outcome | undefined {
  const { sleepers } = draft.state
  const index = sleepers.findIndex(({ process, wait }) => process === name && wait.interruptible)
  const sleeper = sleepers[index]
  if (sleeper === undefined) return undefined
  draft.state.sleepers = sleepers.filter((_, each) => each !== index)
  return interruptCall(draft, sleeper, signo)
}

function nextHandlerCall(draft: Draft, name: string): undefined {
  const process = edit(draft, 'processes', name)
  const [first, ...rest] = process.handler
  process.handler = rest
  if (first === undefined) return
  perform(newTask(draft, { id: null, process: name, call: first.call, args: first.args }))
  diesNow(draft, name)
}

function takeSignal(draft: Draft, name: string): Outcome | undefined {
  const process = needProcess(draft.state, name)
  if (process.status !== 'running') {
    tearDown(draft, name)
    return undefined
  }
  const lethal = lethalSignal(process)
  if (lethal !== undefined) return dieOf(draft, name, lethal.signo)
  const signal = handledSignal(process)
  if (signal === undefined) return nextHandlerCall(draft, name)
  if (signal.untold === true) tellSignal(draft, name, signal)
  const outcome = interrupt(draft, name, signal.signo)
  const after = edit(draft, 'processes', name)
  after.pending = after.pending.filter((pending) => pending !== signal)
  const disposition = dispositionOf(process, signal.signo)
  if (typeof disposition === 'object') after.handler = disposition
  return outcome
}

function run(draft: Draft, { process, id }: RunEvent): Outcome | undefined {
  if (id === undefined) return takeSignal(draft, process)
  const { sleepers } = draft.state
  const wanted = id === handlerId ? null : id
  const sleeper = sleepers.find((each) => each.process === process && each.id === wanted)
  if (sleeper === undefined) {
    throw new Error(
      `Unexpected event for call \`${id}\` of \`${process}\`, expected one that sleeps`,
    )
  }
  draft.state.sleepers = sleepers.filter((each) => each !== sleeper)
  const outcome = perform(taskOf(draft, sleeper, false))
  return diesNow(draft, process) ? undefined : outcome
}

function set(draft: Draft, { leaseBreakTime, leasesEnable }: SetEvent): undefined {
  if (leaseBreakTime !== undefined) draft.state.leaseBreakTime = leaseBreakTime
  if (leasesEnable !== undefined) draft.state.leasesEnable = leasesEnable
}

function apply(draft: Draft, event: Event): Outcome | undefined {
  switch (event.kind) {
    case 'spawn':
      return spawn(draft, event)
    case 'call':
      return call(draft, event)
    case 'run':
      return run(draft, event)
    case 'advance':
      draft.state.now = Math.max(draft.state.now, event.to)
      return undefined
    case 'set':
      return set(draft, event)
  }
}

/**
 * Apply an event to a state.
 *
 * @param state
 *   State before; not changed, and partly shared with the state after.
 * @param event
 *   A call, an internal step from `enabled`, or a change of the clock or settings.
 * @returns
 *   State after, and outcomes in order: that of the call, then the signals and deaths it caused.
 *   Calls that it woke are `enabled` next.
 * @throws {Error}
 *   If the event is invalid: an unknown process or call name, or a process name in use. Bad
 *   arguments of a call get the errno of the kernel instead.
 * @see the rules in `profiles`, and the docstrings of each call
 */
export function step(state: State, event: Event): Step {
  const draft = openDraft(state)
  const outcome = apply(draft, event)
  const { effects } = draft
  if (outcome === undefined) return { state: draft.state, outcomes: effects }
  return { state: draft.state, outcomes: effects.length === 0 ? [outcome] : [outcome, ...effects] }
}
