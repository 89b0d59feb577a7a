import { callNames } from '../call-shapes.ts'
import { setOrigin } from '../origin.ts'
import type { Process } from '../port.ts'
import { namedArguments, nameFor } from '../trace/name-table.ts'
import { plainArguments } from '../trace/plain-argument.ts'
import { refuseDead, succeed } from './deliver.ts'
import type { Machine, PendingCall } from './machine.ts'
import { SimCall } from './sim-call.ts'
import { waitFor } from './waiting.ts'
import { assertOpen, happenIn, type SimWorldState } from './world-state.ts'

/** A process of a simulated world. */
export function createProcess(world: SimWorldState, name: string, pid: number): Process {
  const methods = Object.fromEntries(
    callNames.map((call) => {
      const method = (...args: readonly unknown[]): Promise<unknown> =>
        makeCall(world, { process: name, call, entry: method }, args)
      return [call, method]
    }),
  )
  return { ...methods, name, pid } as unknown as Process
}

function makeCall(
  world: SimWorldState,
  made: Pick<PendingCall, 'process' | 'call' | 'entry'>,
  given: readonly unknown[],
): Promise<unknown> {
  const { machine } = world
  const { process, call, entry } = made
  const promise = SimCall.open((awaited) => waitFor(world.waiting, awaited))
  try {
    assertOpen(machine, `call \`${call}\` of ${process}`)
    const args = plainArguments(call, given)
    assertNewName(world, call, args)
    const id = machine.nextId++
    const as = nameFor(call, args, id)
    const named = as === undefined ? {} : { as }
    const shown = namedArguments(machine.names, process, call, args)
    const pending: PendingCall = { ...made, promise, args, ...named }
    setOrigin(promise, { id, trace: machine })
    noteThreads(machine, process)
    machine.pending.set(id, pending)
    const line = { id, process, call, args: shown, ...named }
    const index = machine.input.push(line) - 1
    perform(world, id, pending)
    if (pending.waitsFor === undefined) return promise
    // A replay must not wait for it: the calls that end it come in later lines.
    machine.input[index] = { ...line, async: true }
    if (!promise.settled) pending.stack = callerOf(entry)
  } catch (error) {
    promise.fail(error instanceof Error ? error : new Error(String(error)))
  }
  return promise
}

/** Note calls that sleep while their process makes another, which takes a thread. */
function noteThreads({ pending, threaded }: Machine, process: string): void {
  for (const [id, call] of pending) {
    // A call that was given up sleeps forever in the model, while the program has continued.
    if (call.process !== process || call.promise.settled || threaded.includes(id)) continue
    threaded.push(id)
  }
}

/** Refuse a second process of one name: the kernel knows no names, so this is a program error. */
function assertNewName({ machine }: SimWorldState, call: string, [name]: readonly unknown[]): void {
  if (call !== 'fork' || machine.state.processes[String(name)] === undefined) return
  throw new RangeError(`Cannot make process \`${name}\`: it is in use already`)
}

function perform(world: SimWorldState, id: number, { process, call, args }: PendingCall): void {
  const { machine } = world
  const { status } = machine.state.processes[process] ?? {}
  if (status !== 'running') {
    refuseDead(machine, id, world.deaths.get(process) ?? 'SIGKILL')
    return
  }
  happenIn(world, { kind: 'call', id, process, call, args })
  const unanswered = machine.pending.get(id)
  if (unanswered === undefined || unanswered.waitsFor !== undefined) return
  // The call ended its own process: `exit` succeeds, any other call never returns.
  if (call === 'exit') succeed(machine, id, undefined)
  else refuseDead(machine, id, world.deaths.get(process) ?? 'SIGKILL')
}

function callerOf(inner: PendingCall['entry']): string {
  const holder: { stack?: string } = {}
  Error.captureStackTrace(holder, inner)
  return (holder.stack ?? '').split('\n').slice(1).join('\n')
}
