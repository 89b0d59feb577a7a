import type { Json, Outcome } from './outcome.ts'

/**
 * Determine whether an outcome matches an expected one.
 *
 * @param expected
 *   Outcome on the page: `ok` matches any success, an object any object with at least its members.
 * @param observed
 *   Outcome of a run.
 * @returns
 *   Whether they match; an error or a signal matches by any of its names (`also`).
 */
export function matchOutcome(expected: Outcome, observed: Outcome): boolean {
  if (expected.kind === 'ok') return observed.kind === 'ok' || observed.kind === 'value'
  if (isNothing(expected)) return isNothing(observed)
  if (expected.kind === 'value') {
    return observed.kind === 'value' && matchValue(expected.value, observed.value)
  }
  if (expected.kind === 'errno') {
    return observed.kind === 'errno' && isOneOf(expected.code, expected.also, observed.code)
  }
  if (expected.kind === 'after') {
    return observed.kind === 'after' && matchOutcome(expected.outcome, observed.outcome)
  }
  if (expected.kind === 'signal' || expected.kind === 'killed') {
    return (
      observed.kind === expected.kind && isOneOf(expected.signal, expected.also, observed.signal)
    )
  }
  return observed.kind === expected.kind
}

function isOneOf(name: string, also: readonly string[] | undefined, observed: string): boolean {
  return name === observed || also?.includes(observed) === true
}

// A call that resolves with `null` returns nothing; pages can write either word.
function isNothing(outcome: Outcome): boolean {
  return outcome.kind === 'none' || (outcome.kind === 'value' && outcome.value === null)
}

function matchValue(expected: Json, observed: Json): boolean {
  if (Array.isArray(expected)) {
    return (
      Array.isArray(observed) &&
      observed.length === expected.length &&
      expected.every((item, index) => matchValue(item, observed[index]))
    )
  }
  if (!isRecord(expected)) return expected === observed
  if (!isRecord(observed)) return false
  return Object.entries(expected).every(
    ([key, item]) => Object.hasOwn(observed, key) && matchValue(item, observed[key] ?? null),
  )
}

function isRecord(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
