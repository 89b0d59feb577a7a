import type { Target } from '../../outcome/index.ts'

/** Sort names of targets in the order of the configuration; unknown ones come last, by name. */
export function sortTargets(names: readonly string[], targets: readonly Target[]): string[] {
  const known = targets.map((target) => target.name).filter((name) => names.includes(name))
  return [...known, ...names.filter((name) => !known.includes(name)).sort()]
}
