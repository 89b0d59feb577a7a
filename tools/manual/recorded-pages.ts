import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readProjectFile } from '../project/index.ts'
import type { Settings } from './config/settings.ts'

/** Where the evidence of a manual is. */
export type EvidencePlace = Pick<Settings, 'root' | 'evidence'>

/** Keys of the pages of which something is recorded, sorted; what else is in the folder is not ours. */
export function recordedPages({ evidence }: Pick<EvidencePlace, 'evidence'>): readonly string[] {
  return namesIn(evidence)
    .flatMap((name) => /^(.+\.[1-9]\w*)\.json$/.exec(name)?.[1] ?? [])
    .sort()
}

/** Text of the evidence of a page; empty, which is no evidence, where it cannot be read. */
export function evidenceText({ root, evidence }: EvidencePlace, page: string): string {
  const read = readProjectFile(root, join(evidence, `${page}.json`))
  return 'problem' in read ? '' : read.text
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
