import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import type { Target } from '../outcome/index.ts'
import { checkEvidence } from './check-evidence.ts'
import type { Evidence } from './evidence.ts'

declare module 'vfile' {
  interface DataMap {
    /** Evidence of the page, if any. */
    evidence: Evidence | undefined
  }
}

/**
 * A unified plugin that compares `file.data.evidence` with the page that `remarkPage` has read.
 *
 * @param options
 *   Targets of the configuration.
 * @returns
 *   Transformer; missing, stale and contradictory evidence becomes messages on the file.
 */
export const remarkEvidence: Plugin<[{ readonly targets: readonly Target[] }], Root> =
  ({ targets }) =>
  (_, file) => {
    const { page, evidence } = file.data
    if (page) checkEvidence(page, evidence, { targets })
  }
