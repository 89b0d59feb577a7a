import type { VFile } from 'vfile'
import type { Evidence } from '../spec/index.ts'
import { compareManual } from './compare-manual.ts'
import { readEvidenceFiles } from './evidence-files.ts'
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
export async function requireEvidence(
  manual: Pick<Manual, 'settings' | 'specs'>,
): Promise<RequiredEvidence> {
  const { byPage, files } = await readEvidenceFiles(manual.settings)
  await compareManual(manual, byPage, [])
  return { evidence: byPage, files }
}
