import { profiles } from '../../../tools/model/index.ts'
import type { LayoutStep } from '../../../tools/model/profiles/profile.ts'
import type { Flip } from './flips.ts'

const refused = 'nobody can take a layout lease, so there is none to break or to wait for'
const foreign = 'no filesystem of this family has DAX files, and none breaks leases'
const noRecords = 'no record of a pin under a lease is ever made'

/** Whether layout leases exist. */
function hasLeases({ profile }: Flip): boolean {
  return profiles[profile].rules.layoutRequest.value !== 'unknown'
}

function isMainline({ profile }: Flip): boolean {
  return profile.startsWith('linux-')
}

/** Format the steps that can have an effect: others need leases or pages that cannot exist. */
function effective(flip: Flip, family: string, steps: unknown): string {
  const real = (steps as readonly LayoutStep[]).filter(({ step, when }) => {
    if (step === 'lease' && !hasLeases(flip)) return false
    return family !== 'other' || (step === 'lease' && when === 'always')
  })
  return JSON.stringify(real)
}

function layoutReason(flip: Flip): string | undefined {
  const [, family = '', operation] = flip.cell.split('.')
  if (family === 'ext4' && operation === 'remap') return 'ext4 cannot share blocks: EOPNOTSUPP'
  const [from, to] = [flip.from, flip.to].map((steps) => effective(flip, family, steps))
  if (from === to) return hasLeases(flip) ? 'no filesystem of this family has DAX files' : refused
  const isOrder = JSON.stringify([...(flip.from as readonly unknown[])].reverse())
  if (flip.profile === 'rfc-v1+exclusive' && isOrder === JSON.stringify(flip.to)) {
    return 'both steps refuse with ETXTBSY, and neither tells the holder'
  }
  return undefined
}

/** Reasons why other rules of a column make a rule irrelevant. */
const reasons: Readonly<Record<string, (flip: Flip) => string | undefined>> = {
  layoutSteps: layoutReason,
  leaseInterrupt: waitingReason,
  leaseWaitLocks: waitingReason,
  rangeCheck: (flip) => (flip.cell.endsWith('.other') ? foreign : undefined),
  exclusiveRefusal: (flip) => (isForeign(flip) ? foreign : undefined),
  pinGate: (flip) => (isMainline(flip) ? 'the mapping is refused before any page is' : undefined),
  pinOwners: (flip) => (isMainline(flip) ? 'the mapping is refused before any page is' : undefined),
  pinRecords: (flip) => (isMainline(flip) ? noRecords : undefined),
  zombieLease: withoutRecords,
  releaseWithPins: withoutRecords,
  busyVerdict: (flip) =>
    isMainline(flip) && flip.to === 'refuse-longterm'
      ? 'no page of a DAX file can be pinned for long'
      : undefined,
}

function isForeign({ profile, cell }: Flip): boolean {
  return cell.endsWith('.other') && profile !== 'rfc-v1+exclusive'
}

function waitingReason(flip: Flip): string | undefined {
  if (isForeign(flip)) return foreign
  return flip.profile === 'rfc-v1+exclusive'
    ? 'every layout lease is exclusive: breakers are refused, and nobody waits'
    : undefined
}

function withoutRecords({ profile }: Flip): string | undefined {
  return profiles[profile].rules.pinRecords.value ? undefined : noRecords
}

/**
 * Explain why no program can see a flip; `undefined`: a test must catch it.
 *
 * A reason for a flip that a test catches is wrong, and fails the run.
 */
export function equivalence(flip: Flip): string | undefined {
  const [rule = ''] = flip.cell.split('.')
  const [, said] = /^without effect: (.+)$/.exec(flip.source) ?? []
  return said ?? reasons[rule]?.(flip)
}
