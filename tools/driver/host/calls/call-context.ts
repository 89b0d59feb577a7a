import type { CallName } from '../../call-shapes.ts'
import type { ActorState, PendingCall } from '../actor-state.ts'
import type { HostState } from '../host-state.ts'

/** Context of a call. */
export interface CallContext {
  readonly world: HostState
  readonly actor: ActorState
  readonly call: CallName
  /** Arguments from the caller, as plain data. */
  readonly args: readonly unknown[]
  readonly pending: PendingCall
}
