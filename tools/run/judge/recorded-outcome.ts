import { type Json, matchOutcome, type Outcome } from '../../outcome/index.ts'

const success: Outcome = { kind: 'ok' }

/**
 * Reduce an observed outcome to what the page states.
 *
 * The number of a descriptor is not evidence if the page only says `ok`, nor are members of an
 * object that the page does not state.
 */
export function recordedOutcome(claimed: Outcome | undefined, observed: Outcome): Outcome {
  if (observed.kind === 'after') {
    const inner = claimed?.kind === 'after' ? claimed.outcome : undefined
    return { kind: 'after', outcome: recordedOutcome(inner, observed.outcome) }
  }
  if (!claimed || claimed.kind === 'ok') return matchOutcome(success, observed) ? success : observed
  if (claimed.kind !== 'value' || observed.kind !== 'value') return observed
  return { kind: 'value', value: statedPart(claimed.value, observed.value) }
}

function statedPart(stated: Json, observed: Json): Json {
  if (!isObject(stated) || !isObject(observed)) return observed
  const members = Object.keys(stated)
    .filter((key) => key in observed)
    .map((key) => [key, statedPart(stated[key] ?? null, observed[key] ?? null)] as const)
  return Object.fromEntries(members)
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
