import { report } from '../message/index.ts'
import type { RunResult } from '../run/index.ts'
import { checkErrorEvidence, checkEvidence, type Evidence } from '../spec/index.ts'
import { pageOf } from './page-of.ts'
import type { Manual } from './read-manual.ts'

/**
 * Hold the pages of a manual, and what happened, against what is recorded.
 *
 * An example that has just failed is left out: what it needs is not a record. A page of which
 * nothing is recorded gets one message, not one for each example.
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
  const { compareEvidence } = await import('../run/index.ts')
  const failed = new Set(
    results.filter(({ status }) => status === 'failed').map(({ example }) => example),
  )
  for (const spec of manual.specs) {
    checkErrorEvidence(spec, evidence.get(pageOf(spec)))
    checkEvidence(spec, evidence.get(pageOf(spec)), manual.settings.targets)
    const examples = spec.examples.filter((example) => !failed.has(example))
    const [first] = examples.filter(({ labels }) => labels.norun === undefined)
    const recorded = evidence.get(pageOf(spec))
    if (first !== undefined && recorded === undefined) {
      const reason = `Cannot find evidence of \`${pageOf(spec)}\`: nothing is recorded`
      const note = 'record it with `manproof test --record`'
      report(spec.file, 'evidence-missing', reason, first.place, { note })
      continue
    }
    compareEvidence({ ...spec, examples }, recorded, results)
  }
}
