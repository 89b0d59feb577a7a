import { nextDeadline } from '../../model/index.ts'
import { DeadlockError } from '../errors.ts'
import { exact, type Machine, type PendingCall } from './machine.ts'
import type { SimCall } from './sim-call.ts'

/** Calls that the program awaits, to let virtual time pass while it does nothing else. */
export interface Waiting {
  readonly machine: Machine
  readonly calls: Set<SimCall<unknown>>
  readonly advance: (seconds: number) => void
  scheduled: boolean
}

export function createWaiting(machine: Machine, advance: (seconds: number) => void): Waiting {
  return { machine, calls: new Set(), advance, scheduled: false }
}

/** Note that the program awaits a call; time passes once it does nothing else. */
export function waitFor(waiting: Waiting, call: SimCall<unknown>): void {
  waiting.calls.add(call)
  schedule(waiting)
}

function schedule(waiting: Waiting): void {
  if (waiting.scheduled || waiting.machine.disposed) return
  waiting.scheduled = true
  const { activity } = waiting.machine
  // All promise callbacks run before an immediate, so the program has done what it could.
  setImmediate(() => {
    waiting.scheduled = false
    if (waiting.machine.activity === activity) passOn(waiting)
    else schedule(waiting)
  })
}

function passOn(waiting: Waiting): void {
  const { machine, calls } = waiting
  for (const call of calls) if (call.settled) calls.delete(call)
  if (calls.size === 0 || machine.disposed) return
  const deadline = nextDeadline(machine.state)
  if (deadline === undefined) {
    for (const call of calls) giveUp(machine, call)
    calls.clear()
    return
  }
  waiting.advance(Math.max(0, exact(deadline - machine.state.now)))
  schedule(waiting)
}

function giveUp(machine: Machine, call: SimCall<unknown>): void {
  // The call still sleeps in the model; only its promise rejects, with the reason.
  const pending = [...machine.pending.values()].find(({ promise }) => promise === call)
  if (pending !== undefined) call.fail(deadlock(pending))
}

function deadlock(pending: PendingCall): DeadlockError {
  const { call, process, waitsFor = 'nothing', promise } = pending
  const detail = promise.detail ?? waitsFor
  return new DeadlockError({ syscall: call, process, waitsFor, detail })
}
