import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import type { Target } from '../outcome/index.ts'
import { checkEvidence } from './check-evidence.ts'
import type { Evidence } from './evidence.ts'

declare module 'vfile' {
  interface DataMap {
    /** What is recorded of the page; absent where nothing is. */
    evidence: Evidence | undefined
  }
}

/**
 * Plugin of unified that holds `file.data.evidence` against the page that `remarkPage` has read.
 *
 * @param options
 *   Targets of the configuration.
 * @returns
 *   Transformer; what is missing, stale or contradicts the page becomes a message on the file.
 */
export const remarkEvidence: Plugin<[{ readonly targets: readonly Target[] }], Root> =
  ({ targets }) =>
  (_, file) => {
    const { page, evidence } = file.data
    if (page) checkEvidence(page, evidence, { targets })
  }
