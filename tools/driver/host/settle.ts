import { setImmediate } from 'node:timers/promises'
import type { PendingCall } from './actor-state.ts'
import { type HostState, hubOf, note } from './host-state.ts'
import { flush } from './recorder.ts'

interface Settled {
  readonly settled: boolean
  readonly waits: readonly (readonly [
    actor: number,
    request: number,
    wait: string,
    state: string,
  ])[]
}

/** A sleeping call, and the kernel function in which it sleeps. */
export interface Sleeper {
  readonly pending: PendingCall
  readonly wait: string
  readonly state: string
}

/**
 * Wait until every call has returned or is proven to sleep.
 *
 * @returns
 *   The sleeping calls.
 * @throws {Error}
 *   If a process still runs after ten seconds.
 * @see tools/driver/host/actor/settle.c for the proof
 */
export async function settle(world: HostState): Promise<readonly Sleeper[]> {
  const reply = await hubOf(world, 'settle').ask(0, 'settle')
  if (!('result' in reply)) throw new Error('Cannot settle: the actor program did not reply')
  const { settled, waits } = reply.result as Settled
  // Earlier answers are still on their way through promises.
  await setImmediate()
  const sleepers = waits.flatMap(([number, request, wait, state]) => {
    const calls = world.actors.get(number)?.calls ?? []
    return calls
      .filter((pending) => pending.request === request)
      .map((pending) => ({ pending, wait, state }))
  })
  const running = sleepers.find(({ wait }) => wait === 'running')
  if (!settled && running !== undefined) {
    const { call, process } = running.pending
    throw new Error(`Cannot settle: \`${call}\` of ${process} has been running for 10 s`)
  }
  for (const sleeper of sleepers) fallAsleep(world, sleeper)
  flush(world.recorder)
  return sleepers
}

function fallAsleep(world: HostState, { pending, wait, state }: Sleeper): void {
  const isKnown = pending.waitsFor !== undefined
  pending.waitsFor = wait
  pending.state = state
  if (isKnown) return
  // The program may never await a sleeping call: a later failure is not an unhandled rejection.
  pending.promise?.catch(() => {})
  note(world, 'own', { id: pending.id, blocked: true })
}
