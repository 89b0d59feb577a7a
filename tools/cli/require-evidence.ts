import type { VFile } from 'vfile'
import type { Evidence } from '../spec/index.ts'
import { pageOf, readEvidenceFiles } from './evidence-files.ts'
import type { Manual } from './read-manual.ts'

/** Recorded outcomes, and the files that have messages. */
export interface RequiredEvidence {
  readonly evidence: ReadonlyMap<string, Evidence>
  readonly files: readonly VFile[]
}

/**
 * Read the evidence that pages are compiled from.
 *
 * @param manual
 *   Pages; an example without evidence for its present text becomes a message on its file.
 * @returns
 *   Evidence by page, and evidence files that do not parse.
 */
export async function requireEvidence(manual: Manual): Promise<RequiredEvidence> {
  const { byPage, files } = await readEvidenceFiles(manual.settings)
  const { compareEvidence } = await import('../run/index.ts')
  for (const spec of manual.specs) compareEvidence(spec, byPage.get(pageOf(spec)), [])
  return { evidence: byPage, files }
}
