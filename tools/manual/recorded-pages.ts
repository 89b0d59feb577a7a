import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readProjectFile } from '../project/index.ts'
import { readRecord, sealOf } from '../publish/index.ts'
import type { Settings } from './config/settings.ts'
import { evidenceRecordOf } from './output-folders.ts'

export type EvidencePlace = Pick<Settings, 'root' | 'path' | 'owner' | 'evidence'>

/** List the keys of the pages with evidence, sorted; other files in the folder are ignored. */
export function recordedPages({ evidence }: Pick<EvidencePlace, 'evidence'>): readonly string[] {
  return namesIn(evidence)
    .flatMap((name) => /^(.+\.[1-9]\w*)\.json$/.exec(name)?.[1] ?? [])
    .sort()
}

/** Read the text of the evidence of a page; empty, and thus invalid, if it is unreadable. */
export function evidenceText({ root, evidence }: EvidencePlace, page: string): string {
  const read = readProjectFile(root, join(evidence, `${page}.json`))
  return 'problem' in read ? '' : read.text
}

/**
 * Make a function that checks whether an evidence file is as `manproof test --record` wrote it.
 *
 * In a folder without a record, edits cannot be detected; its evidence is only compared with pages.
 */
export function recordedTexts(place: EvidencePlace): (page: string, text: string) => boolean {
  const record = readRecord(place.evidence, evidenceRecordOf(place))
  return (page, text) =>
    record.size === 0 || record.get(`${page}.json`)?.has(sealOf({ text })) === true
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
