import type { CallName } from '../../call-shapes.ts'
import type { ActorState, PendingCall } from '../actor-state.ts'
import type { HostState } from '../host-state.ts'

/** What a call is made with. */
export interface CallContext {
  readonly world: HostState
  readonly actor: ActorState
  readonly call: CallName
  /** As the caller gave them, in plain data. */
  readonly args: readonly unknown[]
  readonly pending: PendingCall
}
