import { failingCallChangesNothing } from './failing-call-changes-nothing.ts'
import type { Invariant } from './invariant.ts'
import { leaseBrokenOrActive } from './lease-broken-or-active.ts'
import { leaseHonoured } from './lease-honoured.ts'
import { noLostWakeUp } from './no-lost-wake-up.ts'
import { pinRecorded } from './pin-recorded.ts'
import { pinnedPageKept } from './pinned-page-kept.ts'
import { sleeperWakable } from './sleeper-wakable.ts'

/**
 * Invariants of every reached state, with declared exceptions.
 *
 * @see reference tables C, E, F, G, X and section 2.4 of the specification; an exception names its
 *   row
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

export { type Declared, type Invariant, speaksOf, type View, type Violation } from './invariant.ts'
