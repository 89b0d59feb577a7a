import type { Root } from 'mdast'
import type { Plugin } from 'unified'
import { type Target, targetsKind } from '../outcome/index.ts'
import { neededPage } from '../page/index.ts'
import { checkOptions } from '../words/index.ts'
import { checkEvidence } from './check-evidence.ts'
import type { Evidence } from './evidence.ts'
import { evidenceOf } from './evidence-of.ts'

declare module 'vfile' {
  interface DataMap {
    /** Evidence of the page, if any. */
    evidence: Evidence | undefined
  }
}

/**
 * A unified plugin that compares `file.data.evidence` with the page that `remarkPage` has read.
 *
 * Set `file.data.evidence` to the parsed JSON of an evidence file. A page with errors is skipped if
 * it could not be read.
 *
 * @param options
 *   Targets of the configuration.
 * @returns
 *   Transformer; missing, stale and contradictory evidence becomes messages on the file. It throws if
 *   no plugin has read the page, or something else is in `file.data`.
 * @throws {TypeError}
 *   If an option is unknown, missing, or of another kind.
 */
export const remarkEvidence: Plugin<[{ readonly targets: readonly Target[] }], Root> = (
  options,
) => {
  checkOptions('remarkEvidence', options, { targets: targetsKind })
  return (_, file) => {
    const page = neededPage(file, 'remarkEvidence')
    if (page) checkEvidence(page, evidenceOf(file, page), options)
  }
}
