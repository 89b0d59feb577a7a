import { checkEvidence, type Evidence } from '../../evidence/index.ts'
import { pageKey } from '../../page/index.ts'
import type { RunResult } from '../../run/index.ts'
import type { Manual } from './read-manual.ts'

/**
 * Hold the pages of a manual, and what happened, against what is recorded.
 *
 * An example that has just failed is left out: what it needs is not a record.
 *
 * @param manual
 *   Pages; what differs becomes messages on their files.
 * @param evidence
 *   Recorded outcomes by page.
 * @param results
 *   What happened; none where nothing was run.
 */
export async function compareManual(
  manual: Pick<Manual, 'settings' | 'specs'>,
  evidence: ReadonlyMap<string, Evidence>,
  results: readonly RunResult[],
): Promise<void> {
  const { compareEvidence } = await import('../../run/index.ts')
  const { targets } = manual.settings
  const failed = new Set(
    results.filter(({ status }) => status === 'failed').map(({ example }) => example),
  )
  for (const spec of manual.specs) {
    const recorded = evidence.get(pageKey(spec))
    const examples = spec.examples.filter((example) => !failed.has(example))
    checkEvidence(spec, recorded, { targets, examples })
    if (recorded !== undefined) compareEvidence({ ...spec, examples }, recorded, results)
  }
}
