import { performance } from 'node:perf_hooks'
import type { CallName } from '../../call-shapes.ts'
import { KilledError } from '../../errors.ts'
import { setOrigin } from '../../origin.ts'
import { namedArguments, nameFor, noteResult } from '../../trace/name-table.ts'
import { outcomeLine } from '../../trace/outcome-line.ts'
import { plainArguments } from '../../trace/plain-argument.ts'
import type { ActorState, PendingCall } from '../actor-state.ts'
import { clock, type HostState, hubOf } from '../host-state.ts'
import { markAsync, recordInput, recordOutput } from '../recorder.ts'
import type { CallContext } from './call-context.ts'
import { requestOf } from './request.ts'
import { specialCalls } from './special-calls.ts'

const peekKey = Symbol.for('manproof.peek')

/**
 * Make a call in a process.
 *
 * @returns
 *   Promise with a method `Symbol.for('manproof.peek')`, which returns the progress of the call.
 */
export function makeCall(
  world: HostState,
  actor: ActorState,
  call: CallName,
  given: readonly unknown[],
): Promise<unknown> {
  const caller: { stack?: string } = {}
  Error.captureStackTrace(caller, makeCall)
  const pending: PendingCall = {
    id: world.recorder.last + 1,
    process: actor.name,
    call,
    since: performance.now() - world.openedMs,
    settled: false,
  }
  const promise = perform(world, actor, pending, given).catch((error: unknown) => {
    // The frames of an answer are those of a socket; those of the caller are more useful.
    if (error instanceof Error) error.stack = `${error.name}: ${error.message}\n${frames(caller)}`
    throw error
  })
  pending.promise = promise
  if (world.recorder.last === pending.id) {
    setOrigin(promise, { id: pending.id, trace: world.recorder })
  }
  const peek = (): object => {
    const { settled, waitsFor, state } = pending
    return settled || waitsFor === undefined ? { settled } : { settled, waitsFor, state }
  }
  return Object.defineProperty(promise, peekKey, { value: peek })
}

async function perform(
  world: HostState,
  actor: ActorState,
  pending: PendingCall,
  given: readonly unknown[],
): Promise<unknown> {
  const { call, process } = pending
  const { recorder, names } = world
  hubOf(world, `call \`${call}\` of ${process}`)
  const args = plainArguments(call, given)
  for (const { id } of unanswered(world)) markAsync(recorder, id)
  const as = nameFor(call, args, pending.id)
  const named = as === undefined ? {} : { as }
  const shown = namedArguments(names, process, call, args)
  recordInput(recorder, { process, call, args: shown, ...named })
  actor.calls.push(pending)
  try {
    if (actor.dead !== undefined) throw new KilledError(process, actor.dead)
    const value = await carryOut({ world, actor, call, args, pending })
    noteResult(names, { process, call, args, ...named }, value)
    finish(world, actor, pending, { returned: true, value })
    return value
  } catch (error) {
    finish(world, actor, pending, { returned: false, value: error })
    if (!world.disposed) throw error
    throw new Error(`Cannot finish \`${call}\` of ${process}: the world was disposed`)
  }
}

function carryOut(context: CallContext): Promise<unknown> {
  const special = specialCalls[context.call]
  return special === undefined ? requestOf(context) : special(context)
}

function* unanswered(world: HostState): Generator<PendingCall> {
  for (const { calls } of world.actors.values()) yield* calls
}

function finish(
  world: HostState,
  actor: ActorState,
  pending: PendingCall,
  outcome: { returned: boolean; value: unknown },
): void {
  pending.settled = true
  actor.calls.splice(actor.calls.indexOf(pending), 1)
  const line = outcomeLine(pending.id, outcome, clock(world))
  if (line === undefined || world.disposed) return
  const isWoken = pending.woken || pending.waitsFor !== undefined
  if (isWoken && pending.waitsFor === undefined) {
    const at = Math.round(pending.since) / 1000
    recordOutput(world.recorder, 'own', { id: pending.id, blocked: true, at })
  }
  // A call that ends with its process comes after the end of the process, as on the simulator.
  const ends = isWoken || outcome.value instanceof KilledError
  recordOutput(world.recorder, ends ? 'woken' : 'own', line)
}

// Read only for an error: the text of a stack costs more than the call.
function frames({ stack = '' }: { stack?: string }): string {
  return stack.split('\n').slice(1).join('\n')
}
