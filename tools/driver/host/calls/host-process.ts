import { callNames } from '../../call-shapes.ts'
import type { Process } from '../../port.ts'
import type { ActorState } from '../actor-state.ts'
import type { HostState } from '../host-state.ts'
import { makeCall } from './host-call.ts'

const made = new WeakMap<ActorState, Process>()

/** The process of an actor; the same object every time. */
export function createProcess(world: HostState, actor: ActorState): Process {
  const known = made.get(actor)
  if (known !== undefined) return known
  const methods = Object.fromEntries(
    callNames.map((call) => [
      call,
      (...args: readonly unknown[]) => makeCall(world, actor, call, args),
    ]),
  )
  const view = { ...methods, name: actor.name, pid: actor.pid } as unknown as Process
  made.set(actor, view)
  return view
}
