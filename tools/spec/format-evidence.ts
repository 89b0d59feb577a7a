import type { Evidence } from './evidence.ts'

/**
 * Print evidence as it is committed.
 *
 * @param evidence
 *   Evidence; the order of its members does not matter.
 * @returns
 *   JSON with names in code point order, two spaces a level and a final newline.
 */
export function formatEvidence(evidence: Evidence): string {
  const examples = sorted(evidence.examples).map(([name, { hash, runs }]) => {
    const lines = sorted(runs).map(([target, { outcomes, release, fs, date }]) => [
      target,
      { outcomes, release, fs, date },
    ])
    return [name, { hash, runs: Object.fromEntries(lines) }]
  })
  const ordered = { page: evidence.page, examples: Object.fromEntries(examples) }
  return `${JSON.stringify(ordered, null, 2)}\n`
}

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1))
}
