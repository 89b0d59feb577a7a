import type { ExampleEvidence, Target } from '../spec/index.ts'

/** Targets on which an example did the same. */
export interface OutcomeGroup {
  /** What the page calls them: a selector for exactly these, or their names. */
  readonly label: string
  /** Outcomes in the order of the expectations. */
  readonly outcomes: readonly string[]
}

/** Recorded runs of an example, those with equal outcomes together, in the order of `targets`. */
export function groupOutcomes(
  evidence: ExampleEvidence,
  targets: readonly Target[],
): OutcomeGroup[] {
  const ran = sortTargets(Object.keys(evidence.runs), targets)
  const groups = new Map<string, Target[]>()
  for (const target of ran) {
    const key = JSON.stringify(evidence.runs[target.name]?.outcomes)
    groups.set(key, [...(groups.get(key) ?? []), target])
  }
  return Array.from(groups.values(), (members) => ({
    label: labelOf(members, ran),
    outcomes: evidence.runs[members[0]?.name ?? '']?.outcomes ?? [],
  }))
}

/** Targets by name in the order of the configuration; those that it lacks at the end, by name. */
export function sortTargets(names: readonly string[], targets: readonly Target[]): Target[] {
  const known = targets.filter((target) => names.includes(target.name))
  const unknown = names
    .filter((name) => targets.every((target) => target.name !== name))
    .sort()
    .map((name) => ({ name, selectors: [], module: '', options: {} }))
  return [...known, ...unknown]
}

function labelOf(members: readonly Target[], ran: readonly Target[]): string {
  if (members.length === ran.length && ran.length > 1) return 'all targets'
  const selector = members[0]?.selectors.findLast(
    (word) =>
      ran.filter((target) => target.selectors.includes(word)).length === members.length &&
      members.every((target) => target.selectors.includes(word)),
  )
  return selector ?? members.map((target) => target.name).join(', ')
}
