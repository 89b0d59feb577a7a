import type { Evidence, RecordedTrace } from './evidence.ts'

/**
 * Print evidence in the form in which it is committed.
 *
 * @param evidence
 *   Evidence; the order of its members does not matter.
 * @returns
 *   JSON with sorted names, two-space indents and a final newline; lines of traces stay lines.
 */
export function formatEvidence(evidence: Evidence): string {
  const examples = sorted(evidence.examples).map(([name, { hash, runs, chart }]) => {
    const lines = sorted(runs).map(([target, { outcomes, release, fs, date }]) => [
      target,
      { outcomes, release, fs, date },
    ])
    return [
      name,
      { hash, runs: Object.fromEntries(lines), ...(chart && { chart: ordered(chart) }) },
    ]
  })
  const root = { page: evidence.page, examples: Object.fromEntries(examples) }
  return `${print(root, '\n')}\n`
}

function ordered({ target, input, output }: RecordedTrace): RecordedTrace {
  return { target, input, output }
}

const lists = new Set(['input', 'output'])

/** Like `JSON.stringify` with two spaces, except for traces; `newline` includes the indent. */
function print(value: unknown, newline: string, isFlat = false): string {
  if (isFlat || typeof value !== 'object' || value === null) return JSON.stringify(value)
  const inner = `${newline}  `
  if (Array.isArray(value))
    return block(
      '[]',
      value.map((each) => print(each, inner)),
      newline,
    )
  const members = Object.entries(value).map(([key, each]) => {
    const isList = lists.has(key) && Array.isArray(each)
    const items = isList ? each.map((line) => print(line, inner, true)) : []
    return `${JSON.stringify(key)}: ${isList ? block('[]', items, inner) : print(each, inner)}`
  })
  return block('{}', members, newline)
}

function block(ends: string, items: readonly string[], newline: string): string {
  if (items.length === 0) return ends
  const inner = `${newline}  `
  return `${ends[0]}${inner}${items.join(`,${inner}`)}${newline}${ends[1]}`
}

function sorted<Value>(record: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1))
}
