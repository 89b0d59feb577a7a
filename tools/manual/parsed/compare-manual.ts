import { checkEvidence } from '../../evidence/index.ts'
import { pageKey } from '../../page/index.ts'
import type { RunResult } from '../../run/index.ts'
import type { EvidenceFiles } from './evidence-files.ts'
import type { Manual } from './read-manual.ts'

/**
 * Compare the pages of a manual, and the results of a run, with the evidence.
 *
 * Differences become messages on the files of the pages. Examples that just failed are skipped:
 * recording would not help. So are pages whose evidence cannot be read, which its file says.
 */
export async function compareManual(
  manual: Pick<Manual, 'settings' | 'pages'>,
  { byPage, unread }: EvidenceFiles,
  results: readonly RunResult[],
): Promise<void> {
  const { compareEvidence } = await import('../../run/index.ts')
  const { targets } = manual.settings
  const failed = new Set(
    results.filter(({ status }) => status === 'failed').map(({ example }) => example),
  )
  for (const page of manual.pages) {
    if (unread.has(pageKey(page))) continue
    const recorded = byPage.get(pageKey(page))
    const examples = page.examples.filter((example) => !failed.has(example))
    checkEvidence(page, recorded, { targets, examples })
    if (recorded !== undefined) compareEvidence({ ...page, examples }, recorded, results)
  }
}
