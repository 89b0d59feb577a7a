import type { CallName } from '../../call-shapes.ts'
import type { ActorState, PendingCall } from '../actor-state.ts'
import type { HostState } from '../host-state.ts'

export interface CallContext {
  readonly world: HostState
  readonly actor: ActorState
  readonly call: CallName
  readonly args: readonly unknown[]
  readonly pending: PendingCall
}
