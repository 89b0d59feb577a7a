import type {
  BlockedOutcome,
  ErrorOutcome,
  Outcome,
  SignalOutcome,
  SupportlessOutcome,
} from '../../model/index.ts'
import { pathIn } from '../call-shapes.ts'
import { KilledError, SystemError, UnsupportedError } from '../errors.ts'
import { noteResult } from '../trace/name-table.ts'
import { exact, type Machine, type PendingCall } from './machine.ts'

type Handlers = {
  readonly [K in Outcome['kind']]: (
    machine: Machine,
    outcome: Extract<Outcome, { kind: K }>,
  ) => void
}

const handlers: Handlers = {
  result: (machine, { id, value }) => succeed(machine, id, value),
  error: deliverError,
  blocked: deliverBlocked,
  signal: deliverSignal,
  killed: (machine, { process, signal }) => {
    machine.output.push({ killed: signal, process, at: clock(machine) })
    endCalls(machine, process, signal)
  },
  // Exit kills the other threads of the process.
  exited: (machine, { process }) => endCalls(machine, process, 'SIGKILL'),
  supportless: deliverSupportless,
}

/** Convert an outcome of the model to trace lines and settled promises. */
export function deliver(machine: Machine, outcome: Outcome): void {
  const handle = handlers[outcome.kind] as (machine: Machine, outcome: Outcome) => void
  handle(machine, outcome)
}

/** Time of the world, as in trace lines. */
export function clock(machine: Machine): number {
  return exact(machine.state.now)
}

/** The call returned `value`. */
export function succeed(machine: Machine, id: number | string, value: unknown): void {
  const pending = finish(machine, id)
  if (pending === undefined) return
  noteResult(machine.names, pending, value)
  machine.output.push({ id, result: value ?? (value === null ? null : 0), at: clock(machine) })
  pending.promise.succeed(value)
  // Running another program kills the other threads of the process.
  if (pending.call === 'execve') endCalls(machine, pending.process, 'SIGKILL')
}

/** The call cannot return: its process was killed. */
export function refuseDead(machine: Machine, id: number | string, signal: string): void {
  const pending = finish(machine, id)
  if (pending === undefined) return
  machine.output.push({ id, killed: signal, at: clock(machine) })
  fail(pending, new KilledError(pending.process, signal))
}

function finish(machine: Machine, id: number | string): PendingCall | undefined {
  const pending = machine.pending.get(id)
  machine.pending.delete(id)
  return pending
}

function fail(pending: PendingCall, error: Error): void {
  // Frames of the simulator and, in a late error, of the event loop do not help the reader.
  if (pending.stack === undefined) Error.captureStackTrace(error, pending.entry)
  else error.stack = `${error.name}: ${error.message}\n${pending.stack}`
  pending.promise.fail(error)
}

function deliverError(machine: Machine, { id, code, errno }: ErrorOutcome): void {
  const pending = finish(machine, id)
  if (pending === undefined) return
  const at = clock(machine)
  machine.output.push(code.startsWith('SIG') ? { id, result: code, at } : { id, errno: code, at })
  const { target } = machine
  const { call, args } = pending
  fail(pending, new SystemError(code, { errno, syscall: call, target, ...pathIn(call, args) }))
}

function deliverBlocked(machine: Machine, { id, waitsFor, detail }: BlockedOutcome): void {
  const pending = machine.pending.get(id)
  // A call that resumes and falls asleep again has not returned in between.
  if (pending === undefined) return
  const again = pending.waitsFor !== undefined
  pending.waitsFor = waitsFor
  pending.promise.sleep(detail)
  if (!again) machine.output.push({ id, blocked: true, at: clock(machine) })
}

function deliverSignal(machine: Machine, { signal, process, leaseFd }: SignalOutcome): void {
  const fd = leaseFd === undefined ? {} : { si_fd: leaseFd }
  machine.output.push({ signal, process, ...fd, at: clock(machine) })
}

function deliverSupportless(
  machine: Machine,
  { id, capability, reason }: SupportlessOutcome,
): void {
  const pending = finish(machine, id)
  if (pending === undefined) return
  machine.output.push({ id, unsupported: capability, at: clock(machine) })
  fail(pending, new UnsupportedError(capability, machine.target, reason))
}

function endCalls(machine: Machine, process: string, signal: string): void {
  for (const [id, pending] of [...machine.pending]) {
    if (pending.process === process && pending.waitsFor !== undefined) {
      refuseDead(machine, id, signal)
    }
  }
}
