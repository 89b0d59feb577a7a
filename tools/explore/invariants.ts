import type { Invariant } from './invariant.ts'
import { failingCallChangesNothing } from './invariants/failing-call-changes-nothing.ts'
import { leaseBrokenOrActive } from './invariants/lease-broken-or-active.ts'
import { leaseHonoured } from './invariants/lease-honoured.ts'
import { noLostWakeUp } from './invariants/no-lost-wake-up.ts'
import { pinRecorded } from './invariants/pin-recorded.ts'
import { pinnedPageKept } from './invariants/pinned-page-kept.ts'
import { sleeperWakable } from './invariants/sleeper-wakable.ts'

/**
 * What must hold in every reached state, and the rows that say where it does not.
 *
 * @see reference tables C, E, F, G, X and section 2.4 of the specification; a declaration names
 *   its row
 */
export const invariants: readonly Invariant[] = [
  pinnedPageKept,
  leaseHonoured,
  sleeperWakable,
  noLostWakeUp,
  leaseBrokenOrActive,
  failingCallChangesNothing,
  pinRecorded,
]
