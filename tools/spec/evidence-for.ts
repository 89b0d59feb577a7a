import type { Evidence } from './evidence.ts'
import type { Example, Spec } from './spec.ts'

/** How evidence fits a page. */
export interface EvidenceGaps {
  /** Examples of which no run is recorded. */
  readonly missing: readonly Example[]
  /** Examples that changed after the recording. */
  readonly stale: readonly Example[]
  /** Names that are recorded and not in the page, sorted. */
  readonly unknown: readonly string[]
}

/**
 * Compare a page with what was recorded of it.
 *
 * @param spec
 *   Page.
 * @param evidence
 *   Of that page, where there is a file.
 * @returns
 *   What is missing, stale or unknown; examples with `norun` need no evidence.
 */
export function evidenceFor(spec: Spec, evidence: Evidence | undefined): EvidenceGaps {
  const recorded = new Map(Object.entries(evidence?.examples ?? {}))
  const runnable = spec.examples.filter(({ labels }) => labels.norun === undefined)
  const hashOf = ({ labels }: Example): string | undefined => {
    const { hash, runs = {} } = recorded.get(labels.name) ?? {}
    return Object.keys(runs).length === 0 ? undefined : hash
  }
  const names = new Set(runnable.map(({ labels }) => labels.name))
  return {
    missing: runnable.filter((example) => hashOf(example) === undefined),
    stale: runnable.filter((example) => ![undefined, example.hash].includes(hashOf(example))),
    unknown: [...recorded.keys()].filter((name) => !names.has(name)).sort(),
  }
}
