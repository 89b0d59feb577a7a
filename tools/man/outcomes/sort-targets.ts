import type { Target } from '../../outcome/index.ts'

/** Names of targets in the order of the configuration; those that it lacks at the end, by name. */
export function sortTargets(names: readonly string[], targets: readonly Target[]): string[] {
  const known = targets.map((target) => target.name).filter((name) => names.includes(name))
  return [...known, ...names.filter((name) => !known.includes(name)).sort()]
}
