import type { VFile } from 'vfile'
import { type Page, pageKey } from '../page/index.ts'
import type { Evidence } from './evidence.ts'
import { readEvidence } from './read-evidence.ts'

/**
 * Get the evidence of a page from its file, whose data any plugin can set.
 *
 * @param file
 *   File.
 * @param page
 *   Its page.
 * @returns
 *   Evidence; `undefined` if nothing is recorded.
 * @throws {TypeError}
 *   If `file.data.evidence` is not what an evidence file of the page has.
 */
export function evidenceOf(file: VFile, page: Page): Evidence | undefined {
  const evidence: unknown = file.data.evidence
  if (evidence === undefined) return
  try {
    return readEvidence(JSON.stringify(evidence) ?? 'null', `${pageKey(page)}.json`)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const use = `Cannot use \`file.data.evidence\` as evidence of \`${pageKey(page)}\``
    throw new TypeError(`${use}: ${reason}`, { cause: error })
  }
}
